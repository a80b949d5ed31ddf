package io.tapeline.index;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import org.jspecify.annotations.Nullable;

/**
 * One market's part in an index price, or why it has none.
 *
 * @param value what the market says, in its own quote asset; null if it says nothing
 * @param basis whether the value is a volume-weighted price or a mid quote
 * @param rate index-quote units per unit of the market's quote asset; 1 where they are the same;
 *     null if no rate is known
 * @param price value × rate, 18 significant digits half-even; null if either is missing
 * @param weight share of the index, 0 to 1, six digits half-even; 0 when excluded
 * @param timeNanos event time of the market's newest trade or quote, nanoseconds since 1970 UTC
 * @param ageNanos since we last heard of the market, by our own clock at the tick
 * @param excluded why it is left out; null if it is in
 */
public record Constituent(
    Market market,
    @Nullable Decimal value,
    @Nullable Basis basis,
    @Nullable Decimal rate,
    RateSource rateSource,
    @Nullable Decimal price,
    Decimal weight,
    long timeNanos,
    long ageNanos,
    @Nullable Exclusion excluded) {

  /** How a market's value was made. */
  public enum Basis {
    VWAP,
    MID
  }

  /** Where the conversion into the index's quote asset comes from, in order of preference. */
  public enum RateSource {
    /** The market is quoted in the index's quote asset. */
    SAME_ASSET,
    /** The quote asset's own index price. */
    INDEX,
    /** The venues' own reference price, from a REST answer. */
    VENUE_REFERENCE,
    /** Assumed to be worth one, by configuration. */
    PARITY,
    /** No rate is known. */
    NONE
  }

  /** Why a market is left out. */
  public enum Exclusion {
    STALE,
    DISCONNECTED,
    OUTLIER,
    NO_RATE,
    NO_PRICE,
    NOT_ELIGIBLE
  }
}
