package io.tapeline.index;

import io.tapeline.market.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * One source's part in an index price, or why it has none.
 *
 * @param source a market, or a pool of a chain
 * @param value what it says, in its own quote asset; null if it says nothing
 * @param basis how the value was made
 * @param rate index-quote units per unit of the market's quote asset; 1 where they are the same;
 *     null if no rate is known
 * @param price value × rate, 18 significant digits half-even; null if either is missing
 * @param weight share of the index, 0 to 1, six digits half-even; 0 when excluded
 * @param timeNanos event time of the market's newest trade or quote, or of the pool's newest block,
 *     nanoseconds since 1970 UTC
 * @param ageNanos since we last heard of the market, or since that block, by our own clock at the
 *     tick
 * @param excluded why it is left out; null if it is in
 */
public record Constituent(
    Source source,
    @Nullable Decimal value,
    @Nullable Basis basis,
    @Nullable Decimal rate,
    RateSource rateSource,
    @Nullable Decimal price,
    Decimal weight,
    long timeNanos,
    long ageNanos,
    @Nullable Exclusion excluded) {

  /** How a value was made. */
  public enum Basis {
    VWAP,
    MID,
    /** The median of a pool's prices behind its newest blocks. */
    BLOCK_MEDIAN
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

  /** Why a source is left out. */
  public enum Exclusion {
    STALE,
    DISCONNECTED,
    OUTLIER,
    NO_RATE,
    NO_PRICE,
    NOT_ELIGIBLE,
    /** Too little has to be swapped to move the pool. */
    SHALLOW,
    /** No market is in that could tell whether the pool is right. */
    UNCONFIRMED
  }
}
