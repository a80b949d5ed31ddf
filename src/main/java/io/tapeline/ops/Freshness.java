package io.tapeline.ops;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How new what a part brings is, held against what it is to be.
 *
 * @param name of the part, and of what it brings: {@code chain_ethereum}
 * @param objective it may be so old
 * @param age it is so old; null if nothing has come yet
 * @param met so many looks found it new enough, since the service began
 * @param looks as many were made
 */
public record Freshness(
    String name, Duration objective, @Nullable Duration age, long met, long looks) {

  private static final int DIGITS = 4;

  public boolean isMet() {
    return age != null && age.compareTo(objective) <= 0;
  }

  /** Share of the time that it was new enough, 0 to 1, rounded down; 0 before the first look. */
  public BigDecimal availability() {
    return looks == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(met).divide(BigDecimal.valueOf(looks), DIGITS, RoundingMode.DOWN);
  }
}
