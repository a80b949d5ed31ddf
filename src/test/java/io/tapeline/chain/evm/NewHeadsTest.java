package io.tapeline.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Configs;
import io.tapeline.chain.declared.ChainReader;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.rpc.NewHeads;
import io.tapeline.ops.store.TestStores;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real node tells of its new blocks as they come, also after it was away. */
class NewHeadsTest {

  private static final int LOOKS = 600;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger heard = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private NewHeads at(int port) {
    var node =
        ChainReader.read(
                Configs.of(
                    ChainsConfig.class,
                    Map.of(
                        "tapeline.chains.local.chain-id", "31337",
                        "tapeline.chains.local.nodes.a.url", "http://127.0.0.1:" + port,
                        "tapeline.chains.local.nodes.a.ws-url", "ws://127.0.0.1:" + port)))
            .getFirst()
            .nodes()
            .getFirst();
    return new NewHeads(node, node.socket().orElseThrow(), vertx, heard::incrementAndGet);
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    for (int i = 0; i < LOOKS && !wanted.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(25);
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }

  @Test
  void eachNewBlockIsHeardOfAndALostSocketIsOpenedAgain() throws Exception {
    int port = TestStores.freePort();
    NewHeads heads = at(port);
    heads.start();
    assertThat(heads.isHeard()).isFalse();
    try (Anvil anvil = Anvil.startAt(port)) {
      await(heads::isHeard);
      int before = heard.get();
      var _ = anvil.mine(3);
      await(() -> heard.get() >= before + 3);
    }
    await(() -> !heads.isHeard());
    try (Anvil anvil = Anvil.startAt(port)) {
      await(heads::isHeard);
      int before = heard.get();
      var _ = anvil.mine(1);
      await(() -> heard.get() > before);
    }
    heads.stop();
  }
}
