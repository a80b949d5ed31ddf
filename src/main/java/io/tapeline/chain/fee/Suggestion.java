package io.tapeline.chain.fee;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What to offer. In the report's unit.
 *
 * @param max the most that is to be paid, all in all
 * @param priority what of it goes to whoever makes the block; null where fees are of one kind
 * @param expectedBlocks so many blocks it may take, 1 for the next; null if that is not known
 * @param sources what it was made from, where mempools are among it; null elsewhere
 */
public record Suggestion(
    Speed speed,
    BigDecimal max,
    @Nullable BigDecimal priority,
    @Nullable Integer expectedBlocks,
    @Nullable Sources sources) {

  /**
   * What each source alone asks for; null where it says nothing.
   *
   * @param mempool what waits in front
   * @param blocks what it took to get into the last ones
   * @param nodes the middle of nodes' own estimates
   */
  public record Sources(
      @Nullable BigDecimal mempool, @Nullable BigDecimal blocks, @Nullable BigDecimal nodes) {}

  public Suggestion {
    if (max.signum() < 0
        || (priority != null && (priority.signum() < 0 || priority.compareTo(max) > 0))
        || (expectedBlocks != null && expectedBlocks < 1)) {
      throw new IllegalArgumentException(
          "%s, %s, %s, %s".formatted(speed, max, priority, expectedBlocks));
    }
  }

  public Suggestion(
      Speed speed,
      BigDecimal max,
      @Nullable BigDecimal priority,
      @Nullable Integer expectedBlocks) {
    this(speed, max, priority, expectedBlocks, null);
  }
}
