package io.tapeline.market;

import org.jspecify.annotations.Nullable;

/**
 * The best bid and ask of a market. A side that has no orders is null, price and quantity together.
 *
 * @param bidQuantity base units at the bid; null also where the venue does not say
 * @param eventTimeNanos when the venue says it was so; the received time where it does not say
 * @param receivedTimeNanos when we read it; both nanoseconds since 1970 UTC
 */
public record Quote(
    Market market,
    @Nullable Decimal bid,
    @Nullable Decimal bidQuantity,
    @Nullable Decimal ask,
    @Nullable Decimal askQuantity,
    long eventTimeNanos,
    long receivedTimeNanos) {

  public Quote {
    if (bid != null && !bid.isPositive()) {
      throw new IllegalArgumentException("bid: " + bid);
    }
    if (ask != null && !ask.isPositive()) {
      throw new IllegalArgumentException("ask: " + ask);
    }
  }

  /** Both sides are there and the bid is not above the ask. */
  public boolean isTwoSided() {
    return bid != null && ask != null && bid.compareTo(ask) <= 0;
  }

  /** (bid + ask) / 2, 18 significant digits half-even; null unless two-sided. */
  public @Nullable Decimal mid() {
    return bid != null && ask != null && bid.compareTo(ask) <= 0 ? Decimal.mid(bid, ask) : null;
  }

  /** (ask − bid) / 2, 18 significant digits half-even; null unless two-sided. */
  public @Nullable Decimal halfSpread() {
    return bid != null && ask != null && bid.compareTo(ask) <= 0 ? bid.halfDistance(ask) : null;
  }
}
