package io.tapeline.chain.bitcoin.follow;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Head;
import org.jspecify.annotations.Nullable;

/**
 * Which block is safe, and which final. Bitcoin has no such rule of its own: it is told by depth,
 * and of blocks alone that enough nodes have on their best chain, since a header with work may
 * stand on a block that no node takes.
 */
public final class Depth {

  /** Confirmations, the block itself among them: what merchants wait for since the first client. */
  public static final int SAFE = 6;

  /** Confirmations after which new coins may be spent; a deeper reorg would undo them. */
  public static final int FINALIZED = 100;

  private Depth() {}

  /** By confirmations alone. */
  public static Finality finality(long confirmations) {
    if (confirmations >= FINALIZED) {
      return Finality.FINALIZED;
    }
    return confirmations >= SAFE ? Finality.SAFE : Finality.LATEST;
  }

  /**
   * @param reached up to which enough nodes have the chain's blocks
   * @param before the head until now; null if there was none
   */
  static Head head(BestChain chain, long reached, @Nullable Head before) {
    BlockRef finalized =
        newer(at(chain, reached, FINALIZED), before == null ? null : before.finalized(), chain);
    BlockRef safe = newer(at(chain, reached, SAFE), before == null ? null : before.safe(), chain);
    boolean isFinalToo = finalized != null && (safe == null || safe.number() < finalized.number());
    return new Head(BestChain.ref(chain.head()), isFinalToo ? finalized : safe, finalized);
  }

  private static @Nullable BlockRef at(BestChain chain, long reached, int confirmations) {
    long height = Math.min(chain.head().height() - confirmations + 1, reached);
    return chain.at(height).map(BestChain::ref).orElse(null);
  }

  /** What was so stays so while it is on the chain. */
  private static @Nullable BlockRef newer(
      @Nullable BlockRef now, @Nullable BlockRef before, BestChain chain) {
    if (before == null || !isOn(chain, before)) {
      return now;
    }
    return now == null || before.number() > now.number() ? before : now;
  }

  private static boolean isOn(BestChain chain, BlockRef block) {
    return chain.at(block.number()).map(BestChain::ref).filter(block::isSame).isPresent();
  }
}
