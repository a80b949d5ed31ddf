package io.tapeline.sandbox.chain.app;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.OwnChains;
import io.tapeline.ops.FeedName;
import io.tapeline.sandbox.chain.activity.ChainTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the feed is the sandbox, the service follows the simulated chain by its three nodes. */
@ApplicationScoped
public class FollowedSandbox implements OwnChains {

  private static final Duration SELDOM = Duration.ofSeconds(4);
  private static final int POLLS_PER_BLOCK = 4;

  private final SimulatedNodes nodes;
  private final SandboxChainConfig config;
  private final FeedName feed;

  public FollowedSandbox(SimulatedNodes nodes, SandboxChainConfig config, FeedName feed) {
    this.nodes = nodes;
    this.config = config;
    this.feed = feed;
  }

  @Override
  public List<OwnChain> own() {
    if (!config.enabled() || !feed.isSandbox() || !feed.isFollowed()) {
      return List.of();
    }
    Duration often = config.blockEvery().dividedBy(POLLS_PER_BLOCK);
    Map<String, Supplier<URI>> all =
        SimulatedNodes.NAMES.stream()
            .collect(Collectors.toMap(Function.identity(), node -> () -> address(node)));
    return List.of(
        new OwnChain(
            SimulatedNodes.CHAIN,
            new ChainKind.Evm(ChainTerms.ID),
            often.compareTo(SELDOM) < 0 ? often : SELDOM,
            all));
  }

  private URI address(String node) {
    return nodes
        .address(node)
        .orElseThrow(() -> new NodeException(NodeFault.DOWN, "the sandbox does not listen yet"));
  }
}
