package io.tapeline.chain.record;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.follow.BlockRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches whole blocks of a chain, some at once. */
final class BlockFetch {

  /** Where nodes were asked as often as they may be, it waits: at first so long. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final int MOST_WAITS = 6;

  private final EvmChain chain;

  BlockFetch(EvmChain chain) {
    this.chain = chain;
  }

  /**
   * What came.
   *
   * @param blocks the first ones of those that were asked for
   * @param why there are no more of them; null if these are all
   */
  record Fetched(List<FullBlock> blocks, @Nullable NodeException why) {

    private static Fetched of(List<Got> all) {
      List<FullBlock> blocks = new ArrayList<>();
      for (Got each : all.stream().sorted(Comparator.comparingLong(Got::number)).toList()) {
        switch (each.said) {
          case Said.Answer<FullBlock>(FullBlock block) -> blocks.add(block);
          case Said.Nothing<FullBlock>(NodeException why) -> {
            return new Fetched(blocks, why);
          }
        }
      }
      return new Fetched(blocks, null);
    }
  }

  private record Got(long number, Said<FullBlock> said) {}

  /**
   * Up to the first that no node has.
   *
   * @param blocks are in memory at once
   */
  Uni<Fetched> of(List<BlockRef> blocks) {
    return Multi.createFrom()
        .iterable(blocks)
        .onItem()
        .transformToUni(block -> one(block).map(said -> new Got(block.number(), said)))
        .merge(chain.indexing().concurrency())
        .collect()
        .asList()
        .map(Fetched::of);
  }

  private Uni<Said<FullBlock>> one(BlockRef block) {
    return chain
        .nodes()
        .any(node -> node.fullBlock(block.hash()))
        .onFailure(BlockFetch::isLimit)
        .retry()
        .withBackOff(WAIT, LONGEST_WAIT)
        .atMost(MOST_WAITS)
        .<Said<FullBlock>>map(Said.Answer::new)
        .onFailure()
        .recoverWithItem(failure -> new Said.Nothing<>(nodeException(failure)));
  }

  private static boolean isLimit(Throwable failure) {
    return failure instanceof NodeException said && said.fault() == NodeFault.LIMITED;
  }

  /** When waiting is given up, that is told with the reason as its cause. */
  private static NodeException nodeException(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof NodeException said) {
        return said;
      }
    }
    throw new IllegalStateException(failure);
  }
}
