package io.tapeline.chain.record;

import java.time.Instant;

/**
 * Which stored blocks are asked for, the highest first.
 *
 * @param fromNumber inclusive
 * @param toNumber exclusive
 * @param fromTime inclusive, by the blocks' own time
 * @param toTime exclusive
 * @param behind they come after that one
 * @param withWithdrawn also those that were taken back
 */
public record BlockQuery(
    String chain,
    long fromNumber,
    long toNumber,
    Instant fromTime,
    Instant toTime,
    Place behind,
    boolean withWithdrawn) {

  /** Whether blocks below one are among them. */
  public boolean goesBelow(long number, Instant time) {
    return fromNumber < number && fromTime.isBefore(time);
  }

  /** The same of a chain by the name that it has here. */
  public BlockQuery of(String name) {
    return new BlockQuery(name, fromNumber, toNumber, fromTime, toTime, behind, withWithdrawn);
  }

  /**
   * Where a block stands in the order.
   *
   * @param id of its row
   */
  public record Place(long number, long id) {
    public static final Place FIRST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
  }
}
