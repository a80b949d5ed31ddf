package io.tapeline.chain.evm;

import io.quarkus.arc.All;
import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.Indexing;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.app.OwnChains;
import io.tapeline.chain.declared.ChainReader;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.declared.ChainsConfig.ChainConfig;
import io.tapeline.chain.declared.DeclaredChain;
import io.tapeline.chain.declared.DeclaredNode;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.chain.rpc.Introduction;
import io.tapeline.chain.rpc.NodeHttp;
import io.tapeline.chain.rpc.RpcCall;
import io.tapeline.chain.rpc.RpcClient;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The chains like Ethereum that the configuration declares, each with its nodes. Where it declares
 * no chain of any kind, those that this process makes up itself.
 */
@ApplicationScoped
public class ConfiguredChains implements EvmChains {

  /** Of chains of this process. */
  private static final int OWN_REORG_BLOCKS = 64;

  private final List<EvmChain> evm;

  /** Those that are declared alone. */
  public ConfiguredChains(ChainsConfig config, Upstreams upstreams, Vertx vertx, Clock clock) {
    this(config, List.of(), upstreams, vertx, clock);
  }

  /**
   * @throws IllegalArgumentException if the configuration declares what can't be
   */
  @Inject
  public ConfiguredChains(
      ChainsConfig config,
      @All List<OwnChains> own,
      Upstreams upstreams,
      Vertx vertx,
      Clock clock) {
    List<DeclaredChain> declared = ChainReader.read(config);
    BiFunction<ChainKind.Evm, List<DeclaredNode>, NodePool<EvmNode>> pools =
        (kind, nodes) -> pool(kind, nodes, upstreams, vertx, clock);
    this.evm =
        declared.isEmpty()
            ? own.stream().flatMap(all -> all.own().stream()).map(one -> own(one, pools)).toList()
            : declared.stream().flatMap(chain -> chain(chain, pools)).toList();
  }

  private static Stream<EvmChain> chain(
      DeclaredChain declared,
      BiFunction<ChainKind.Evm, List<DeclaredNode>, NodePool<EvmNode>> pools) {
    if (!(declared.kind() instanceof ChainKind.Evm kind)) {
      return Stream.empty();
    }
    NodePool<EvmNode> pool = pools.apply(kind, declared.nodes());
    return Stream.of(
        new EvmChain(
            declared.followedBy(pool), pool, declared.tokens(), indexing(declared.config())));
  }

  private static EvmChain own(
      OwnChains.OwnChain chain,
      BiFunction<ChainKind.Evm, List<DeclaredNode>, NodePool<EvmNode>> pools) {
    List<DeclaredNode> nodes =
        new TreeMap<>(chain.nodes())
            .entrySet().stream()
                .map(node -> DeclaredNode.own(chain.name(), node.getKey(), node.getValue()))
                .toList();
    NodePool<EvmNode> pool = pools.apply(chain.kind(), nodes);
    return new EvmChain(
        new FollowedChain(
            chain.name(),
            chain.kind(),
            pool,
            new Quorum(nodes.size() / 2 + 1),
            chain.pollEvery(),
            OWN_REORG_BLOCKS),
        pool,
        List.of());
  }

  private static NodePool<EvmNode> pool(
      ChainKind.Evm kind,
      List<DeclaredNode> declared,
      Upstreams upstreams,
      Vertx vertx,
      Clock clock) {
    List<RpcNode> nodes =
        declared.stream()
            .map(
                node ->
                    new RpcNode(node.name(), client(node, kind.chainId(), upstreams, vertx, clock)))
            .toList();
    return new NodePool<>(nodes, clock);
  }

  private static Indexing indexing(ChainConfig config) {
    return new Indexing(
        config.index(),
        config.indexFrom().orElse(null),
        config.indexBatch(),
        config.indexConcurrency());
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
