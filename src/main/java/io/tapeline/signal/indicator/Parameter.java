package io.tapeline.signal.indicator;

import java.math.BigDecimal;

/**
 * A number that an indicator takes.
 *
 * @param fallback what is meant where none is given
 * @param min smallest, inclusive
 * @param max largest, inclusive
 */
public record Parameter(
    String name, Kind kind, BigDecimal fallback, BigDecimal min, BigDecimal max) {

  /** Which numbers there are between the smallest and the largest. */
  public enum Kind {
    INTEGER(0),
    DECIMAL(4);

    private final int places;

    Kind(int places) {
      this.places = places;
    }

    /** Digits behind the point at most. */
    public int places() {
      return places;
    }
  }

  /** Longest window of one average: its influence is gone after some thousand candles. */
  private static final int LONGEST = 500;

  public Parameter {
    if (fallback.compareTo(min) < 0 || fallback.compareTo(max) > 0) {
      throw new IllegalArgumentException(name + ": " + fallback);
    }
  }

  /** Candles, from 2. */
  public static Parameter length(String name, int fallback) {
    return candles(name, fallback, 2, LONGEST);
  }

  /** Candles, from 1. */
  public static Parameter candles(String name, int fallback) {
    return candles(name, fallback, 1, LONGEST);
  }

  public static Parameter candles(String name, int fallback, int min, int max) {
    return new Parameter(
        name,
        Kind.INTEGER,
        BigDecimal.valueOf(fallback),
        BigDecimal.valueOf(min),
        BigDecimal.valueOf(max));
  }

  /** At most four digits behind the point. */
  public static Parameter decimal(String name, String fallback, String min, String max) {
    return new Parameter(
        name, Kind.DECIMAL, new BigDecimal(fallback), new BigDecimal(min), new BigDecimal(max));
  }

  public boolean takes(BigDecimal value) {
    return value.compareTo(min) >= 0
        && value.compareTo(max) <= 0
        && value.stripTrailingZeros().scale() <= kind.places();
  }

  /** What it takes, in words. */
  public String range() {
    String number =
        kind == Kind.INTEGER
            ? "a whole number"
            : "a number of at most " + kind.places() + " digits behind the point";
    return number + " from " + min.toPlainString() + " to " + max.toPlainString();
  }
}
