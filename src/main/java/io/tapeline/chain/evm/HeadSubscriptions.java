package io.tapeline.chain.evm;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.ChainWatch;
import io.tapeline.chain.declared.ChainReader;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.declared.DeclaredNode;
import io.tapeline.chain.rpc.NewHeads;
import io.tapeline.ops.ChainMeters;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;

/** Has chains polled at once where one of their nodes says by WebSocket that it has a new block. */
@ApplicationScoped
public class HeadSubscriptions {

  private final List<NewHeads> all;

  public HeadSubscriptions(ChainsConfig config, ChainWatch watch, Vertx vertx, ChainMeters meters) {
    this.all =
        ChainReader.read(config).stream()
            .filter(chain -> chain.kind() instanceof ChainKind.Evm)
            .flatMap(chain -> chain.nodes().stream())
            .flatMap(node -> of(node, watch, vertx))
            .toList();
    all.forEach(
        heads -> meters.subscribed(heads.node().chain(), heads.node().name(), heads::isHeard));
  }

  private static Stream<NewHeads> of(DeclaredNode node, ChainWatch watch, Vertx vertx) {
    return node.socket().stream()
        .map(address -> new NewHeads(node, address, vertx, () -> watch.soon(node.chain())));
  }

  void start(@Observes StartupEvent event) {
    all.forEach(NewHeads::start);
  }

  void stop(@Observes ShutdownEvent event) {
    all.forEach(NewHeads::stop);
  }
}
