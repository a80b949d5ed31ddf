package io.tapeline.market;

/**
 * One trade as the venue reports it: a single match, or several matches that the venue reports as
 * one (then {@code matches} counts them and {@code id} is the last).
 *
 * @param price quote asset per unit of base, positive
 * @param quantity base units, positive
 * @param side the aggressor's
 * @param eventTimeNanos when the venue says it happened, nanoseconds since 1970 UTC
 * @param receivedTimeNanos when we read it, nanoseconds since 1970 UTC
 * @param matches how many matches this reports, at least 1
 */
public record Trade(
    Market market,
    TradeId id,
    Decimal price,
    Decimal quantity,
    Side side,
    long eventTimeNanos,
    long receivedTimeNanos,
    int matches) {

  public Trade {
    if (!price.isPositive()) {
      throw new IllegalArgumentException("price: " + price);
    }
    if (!quantity.isPositive()) {
      throw new IllegalArgumentException("quantity: " + quantity);
    }
    if (matches < 1) {
      throw new IllegalArgumentException("matches: " + matches);
    }
  }

  /** The id of the first match, for venues that number matches one by one. */
  public long firstNumber() {
    return id.low() - matches + 1;
  }
}
