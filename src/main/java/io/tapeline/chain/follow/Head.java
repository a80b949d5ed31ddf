package io.tapeline.chain.follow;

import io.tapeline.chain.RefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain is.
 *
 * @param safe null where the chain or its nodes have no such thing, or do not know yet
 * @param finalized likewise
 */
public record Head(BlockRef latest, @Nullable BlockRef safe, @Nullable BlockRef finalized) {

  /**
   * @throws RefusedException if what is surer is newer
   */
  public Head {
    requireNotNewer(Finality.SAFE, safe, latest);
    requireNotNewer(Finality.FINALIZED, finalized, safe == null ? latest : safe);
  }

  private static void requireNotNewer(Finality which, @Nullable BlockRef surer, BlockRef block) {
    if (surer != null
        && (surer.number() > block.number()
            || (surer.number() == block.number() && !surer.isSame(block)))) {
      throw new RefusedException(
          "the %s block %d %s is not before block %d %s"
              .formatted(which, surer.number(), surer.hash(), block.number(), block.hash()));
    }
  }

  public Optional<BlockRef> at(Finality which) {
    return switch (which) {
      case LATEST -> Optional.of(latest);
      case SAFE -> Optional.ofNullable(safe);
      case FINALIZED -> Optional.ofNullable(finalized);
    };
  }

  /** So many blocks it is behind the latest. */
  public Optional<Long> lagBlocks(Finality which) {
    return at(which).map(block -> latest.number() - block.number());
  }
}
