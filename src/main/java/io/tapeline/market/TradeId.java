package io.tapeline.market;

import java.util.UUID;

/**
 * A venue's id of a trade in 128 bits: a number as it is (high word 0), a UUID as it is; where the
 * venue gives none, a value derived from the trade.
 */
public record TradeId(long high, long low) implements Comparable<TradeId> {

  public static TradeId of(long number) {
    return new TradeId(0, number);
  }

  public static TradeId of(UUID uuid) {
    return new TradeId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /**
   * For a trade that comes without: made of what it says, so that the same trade gets the same id
   * whenever it is read again.
   *
   * @param equalBefore how many equal trades of the same moment came before it
   */
  public static TradeId derived(
      long timeNanos, Decimal price, Decimal quantity, Side side, int equalBefore) {
    long digest = mix(price.unscaled());
    digest = mix(digest + price.scale());
    digest = mix(digest + quantity.unscaled());
    digest = mix(digest + quantity.scale());
    digest =
        mix(
            digest
                + switch (side) {
                  case BUY -> 1;
                  case SELL -> 2;
                  case UNKNOWN -> 3;
                });
    // the high word is never 0, which would make the id a number
    return new TradeId(timeNanos | Long.MIN_VALUE, mix(digest + equalBefore));
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): spreads every bit over all. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Reads back what {@link #toString()} wrote. */
  public static TradeId parse(String text) {
    return text.indexOf('-') > 0 ? of(UUID.fromString(text)) : of(Long.parseLong(text));
  }

  public boolean isNumber() {
    return high == 0;
  }

  public UUID toUuid() {
    return new UUID(high, low);
  }

  @Override
  public int compareTo(TradeId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return isNumber() ? Long.toString(low) : toUuid().toString();
  }
}
