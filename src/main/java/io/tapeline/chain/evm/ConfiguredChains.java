package io.tapeline.chain.evm;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.declared.ChainReader;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.declared.DeclaredChain;
import io.tapeline.chain.declared.DeclaredNode;
import io.tapeline.chain.rpc.Introduction;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.rpc.RpcClient;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The chains like Ethereum that the configuration declares, each with its nodes. */
@ApplicationScoped
public class ConfiguredChains implements EvmChains {

  private final List<EvmChain> evm;

  /**
   * @throws IllegalArgumentException if the configuration declares what can't be
   */
  public ConfiguredChains(ChainsConfig config, Upstreams upstreams, Vertx vertx, Clock clock) {
    this.evm =
        ChainReader.read(config).stream()
            .flatMap(
                chain ->
                    chain.kind() instanceof ChainKind.Evm kind
                        ? Stream.of(chain(chain, kind, upstreams, vertx, clock))
                        : Stream.empty())
            .toList();
  }

  private static EvmChain chain(
      DeclaredChain declared, ChainKind.Evm kind, Upstreams upstreams, Vertx vertx, Clock clock) {
    List<RpcNode> nodes =
        declared.nodes().stream()
            .map(
                node ->
                    new RpcNode(node.name(), client(node, kind.chainId(), upstreams, vertx, clock)))
            .toList();
    NodePool<EvmNode> pool = new NodePool<>(nodes, clock);
    return new EvmChain(declared.followedBy(pool), pool);
  }

  private static RpcClient client(
      DeclaredNode node, long chainId, Upstreams upstreams, Vertx vertx, Clock clock) {
    return new RpcClient(
        new NodeHttp(node, Set.of(), vertx, upstreams, clock), introduction(chainId));
  }

  private static Introduction introduction(long expected) {
    return new Introduction(
        RpcCall.of("eth_chainId"),
        json -> {
          long chain = Quantity.read("eth_chainId", json);
          if (chain != expected) {
            throw new NodeException(
                NodeFault.WRONG_CHAIN,
                "it is a node of chain %d, not %d".formatted(chain, expected));
          }
        });
  }

  @Override
  public List<EvmChain> evm() {
    return evm;
  }
}
