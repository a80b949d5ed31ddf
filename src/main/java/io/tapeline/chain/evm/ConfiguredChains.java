package io.tapeline.chain.evm;

import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.app.EvmNode;
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
public class ConfiguredChains implements EvmChains {

  private final List<EvmChain> evm;

  /**
   * @throws IllegalArgumentException if the configuration declares what can't be
   */
  public ConfiguredChains(ChainsConfig config, Upstreams upstreams, Vertx vertx, Clock clock) {
    this.evm =
        ChainReader.read(config).stream()
            .map(chain -> chain(chain, upstreams, vertx, clock))
            .toList();
  }

  private static EvmChain chain(
      DeclaredChain declared, Upstreams upstreams, Vertx vertx, Clock clock) {
    List<RpcNode> nodes =
        declared.nodes().stream()
            .map(
                node ->
                    new RpcNode(
                        node.name(), new RpcClient(node, http(node, vertx), upstreams, clock)))
            .toList();
    NodePool<EvmNode> pool = new NodePool<>(nodes, clock);
    return new EvmChain(
        new FollowedChain(
            declared.name(),
            declared.chainId(),
            pool,
            declared.quorum(),
            declared.config().pollEvery(),
            declared.config().reorgDepth()),
        pool);
  }

  private static HttpClient http(DeclaredNode node, Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setDecompressionSupported(true)
            .setMaxPoolSize(node.config().concurrency())
            .setConnectTimeout((int) node.config().timeout().toMillis()));
  }

  @Override
  public List<EvmChain> evm() {
    return evm;
  }
}
