package io.tapeline.chain.read;

import io.quarkus.arc.All;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.NodeState;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.Outsider;
import io.tapeline.problem.NearMatches;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Lets requests have nodes of chains asked, if their rule does. */
@ApplicationScoped
public class Asks {

  private final HeadReader heads;
  private final List<EvmChains> kinds;

  public Asks(HeadReader heads, @All List<EvmChains> kinds) {
    this.heads = heads;
    this.kinds = kinds;
  }

  /**
   * What is read may be kept for others and have been read for them, so the leave is asked for
   * here, before anything else, and not where nodes are.
   *
   * @param given a chain's name, in any case
   * @throws ProblemException with {@code no_nodes}, {@code unknown_chain}, {@code
   *     upstream_not_allowed} or {@code chain_unavailable}
   */
  public Ask of(String given, Leave leave) {
    ChainTracker followed = heads.require(given);
    EvmChain chain = find(given, followed.chain().name());
    if (!(followed instanceof HeadTracker tracker)) {
      throw new ProblemException(unknown(given));
    }
    for (NodeState node : chain.nodes().states()) {
      leave.require(Outsider.node(chain.name() + "/" + node.name()));
    }
    return new Ask(chain, tracker, Objects.requireNonNull(heads.requireHead(tracker).head()));
  }

  private EvmChain find(String given, String name) {
    return kinds.stream()
        .flatMap(chains -> chains.findEvm(name).stream())
        .findFirst()
        .orElseThrow(() -> new ProblemException(unknown(given)));
  }

  /** It is of another kind. */
  private Problem unknown(String given) {
    List<String> names =
        kinds.stream().flatMap(chains -> chains.evm().stream()).map(EvmChain::name).toList();
    return new Problem.UnknownChain(given, NearMatches.of(given, names));
  }
}
