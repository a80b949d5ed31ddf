package io.tapeline.chain.bitcoin.follow;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.Chains;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.bitcoin.node.BitcoinNodes;
import io.tapeline.chain.declared.ChainReader;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.declared.Checkpoint;
import io.tapeline.chain.declared.DeclaredChain;
import io.tapeline.chain.follow.Following;
import io.tapeline.chain.spv.header.Network;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The networks of Bitcoin that the configuration declares, each with its nodes. */
@ApplicationScoped
public class ConfiguredBitcoin implements Chains {

  private final List<BitcoinChain> chains;
  private final Map<String, WorkTracker> trackers = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException if the configuration declares what can't be
   */
  public ConfiguredBitcoin(ChainsConfig config, BitcoinNodes nodes, Clock clock) {
    this.chains =
        ChainReader.read(config).stream()
            .flatMap(
                chain ->
                    chain.kind() instanceof ChainKind.Bitcoin(Network network)
                        ? Stream.of(chain(chain, network, nodes, clock))
                        : Stream.empty())
            .toList();
  }

  private static BitcoinChain chain(
      DeclaredChain declared, Network network, BitcoinNodes nodes, Clock clock) {
    NodePool<BitcoinNode> pool =
        new NodePool<>(
            declared.nodes().stream().map(node -> nodes.of(node, network)).toList(), clock);
    return new BitcoinChain(
        declared.followedBy(pool),
        network,
        pool,
        declared.config().checkpoint().flatMap(Checkpoint::parse).orElse(null));
  }

  /** Ascending by name. */
  public List<BitcoinChain> bitcoin() {
    return chains;
  }

  @Override
  public List<FollowedChain> all() {
    return chains.stream().map(BitcoinChain::followed).toList();
  }

  @Override
  public ChainTracker tracker(FollowedChain chain, InstantSource clock, Consumer<Following> heard) {
    return trackers.computeIfAbsent(
        chain.name(), name -> new WorkTracker(require(name), clock, heard));
  }

  /**
   * @param name of one of them
   */
  public BitcoinChain require(String name) {
    return chains.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** What follows the chain with this name; nothing where it is none of Bitcoin's. */
  public Optional<WorkTracker> tracker(String name) {
    return Optional.ofNullable(trackers.get(name));
  }
}
