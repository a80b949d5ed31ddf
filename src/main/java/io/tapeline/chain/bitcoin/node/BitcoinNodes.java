package io.tapeline.chain.bitcoin.node;

import io.tapeline.chain.declared.DeclaredNode;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes what asks a node of Bitcoin, whichever way it takes. */
@ApplicationScoped
public class BitcoinNodes {

  private final Upstreams upstreams;
  private final Vertx vertx;
  private final Clock clock;

  public BitcoinNodes(Upstreams upstreams, Vertx vertx, Clock clock) {
    this.upstreams = upstreams;
    this.vertx = vertx;
    this.clock = clock;
  }

  public BitcoinNode of(DeclaredNode declared, Network network) {
    return declared.config().api().orElse("rpc").equals("esplora")
        ? new EsploraNode(
            declared.name(),
            new NodeHttp(declared, EsploraNode.TELLING, vertx, upstreams, clock),
            network)
        : new CoreNode(
            declared.name(),
            new NodeHttp(declared, CoreNode.TELLING, vertx, upstreams, clock),
            network);
  }
}
