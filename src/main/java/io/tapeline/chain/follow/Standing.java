package io.tapeline.chain.follow;

import org.jspecify.annotations.Nullable;

/**
 * Up to where blocks of a chain were known, safe and final at a moment, by number.
 *
 * @param safe null where there is no such thing, or not yet
 * @param finalized likewise
 */
public record Standing(long latest, @Nullable Long safe, @Nullable Long finalized) {

  /** How sure it is that the block with this number stays. */
  public Finality of(long number) {
    if (finalized != null && number <= finalized) {
      return Finality.FINALIZED;
    }
    return safe != null && number <= safe ? Finality.SAFE : Finality.LATEST;
  }

  /** Blocks from it to the newest, both counted; 0 where it is not there yet. */
  public long confirmations(long number) {
    return Math.max(0, latest - number + 1);
  }
}
