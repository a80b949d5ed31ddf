package io.tapeline.chain.evm;

import io.tapeline.chain.app.ChainNode;
import io.tapeline.chain.app.Chains;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.NodePool;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** The chains that the configuration declares, each with its nodes. */
@ApplicationScoped
public class EvmChains implements Chains {

  private final List<FollowedChain> all;

  /**
   * @throws IllegalArgumentException if the configuration declares what can't be
   */
  public EvmChains(ChainsConfig config, Upstreams upstreams, Vertx vertx, Clock clock) {
    this.all =
        ChainReader.read(config).stream()
            .map(chain -> followed(chain, upstreams, vertx, clock))
            .toList();
  }

  private static FollowedChain followed(
      DeclaredChain declared, Upstreams upstreams, Vertx vertx, Clock clock) {
    List<ChainNode> nodes =
        declared.nodes().stream()
            .<ChainNode>map(
                node ->
                    new EvmNode(
                        node.name(), new RpcClient(node, http(node, vertx), upstreams, clock)))
            .toList();
    return new FollowedChain(
        declared.name(),
        declared.chainId(),
        new NodePool(nodes, clock),
        declared.quorum(),
        declared.config().pollEvery(),
        declared.config().reorgDepth());
  }

  private static HttpClient http(DeclaredNode node, Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setDecompressionSupported(true)
            .setMaxPoolSize(node.config().concurrency())
            .setConnectTimeout((int) node.config().timeout().toMillis()));
  }

  @Override
  public List<FollowedChain> all() {
    return all;
  }
}
