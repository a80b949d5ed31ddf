package io.tapeline.chain.app;

import io.tapeline.chain.quorum.Quorum;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A chain, its nodes, and how it is followed.
 *
 * @param pollEvery how often nodes are asked where it is
 * @param reorgBlocks so many blocks may be taken back at once
 * @param objective its newest block is to be so old at most, by its own time
 * @param kept so old stored blocks become, by their own time, before they are removed; null where
 *     they are kept for ever
 */
public record FollowedChain(
    String name,
    ChainKind kind,
    NodePool<?> nodes,
    Quorum quorum,
    Duration pollEvery,
    int reorgBlocks,
    Duration objective,
    @Nullable Duration kept) {

  /** Of chains like Ethereum, unless they have another. */
  public static final Duration EVM_OBJECTIVE = Duration.ofMinutes(1);

  private static final Duration BITCOIN_OBJECTIVE = Duration.ofHours(1);

  /** With the objective that is usual for its kind, and kept for ever. */
  public FollowedChain(
      String name,
      ChainKind kind,
      NodePool<?> nodes,
      Quorum quorum,
      Duration pollEvery,
      int reorgBlocks) {
    this(name, kind, nodes, quorum, pollEvery, reorgBlocks, usualObjective(kind), null);
  }

  public static Duration usualObjective(ChainKind kind) {
    return switch (kind) {
      case ChainKind.Evm _ -> EVM_OBJECTIVE;
      case ChainKind.Bitcoin _ -> BITCOIN_OBJECTIVE;
    };
  }
}
