package io.tapeline.market;

import java.util.UUID;

/**
 * A venue's id of a trade in 128 bits: a number as it is (high word 0), a UUID as it is; where the
 * venue gives none, a value that its codec derives from the trade.
 */
public record TradeId(long high, long low) implements Comparable<TradeId> {

  public static TradeId of(long number) {
    return new TradeId(0, number);
  }

  public static TradeId of(UUID uuid) {
    return new TradeId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
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
