package io.tapeline.webhook;

import java.time.Instant;
import java.util.List;

/**
 * Stored blocks of a chain were taken back.
 *
 * @param time when that was recorded
 * @param depth how many were
 * @param orphaned the highest of them first; of many the first ones
 * @param joined what was stored in their place at the same moment, the lowest first; of many the
 *     first ones
 */
public record Reorg(
    String chain, Instant time, int depth, List<Block> orphaned, List<Block> joined) {

  public Reorg {
    orphaned = List.copyOf(orphaned);
    joined = List.copyOf(joined);
  }

  /**
   * @param hash as tools of the chain's kind show it: with 0x, or of Bitcoin without
   */
  public record Block(long number, String hash) {}
}
