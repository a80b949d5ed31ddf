package io.tapeline.index;

import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import java.time.Duration;
import java.util.Set;

/**
 * The numbers of the methodology; docs/concepts/index-price.md explains each.
 *
 * @param quote what the index is in
 * @param stablecoins quote assets that are converted by their own index
 * @param parityAssets stablecoins that may be assumed to be worth one where no rate is known
 * @param windowNanos how far back a market's trades count
 * @param freshNanos a market not heard of for longer is stale
 * @param quietNanos a market without a trade or quote of its own for longer is stale, even if its
 *     connection lives
 * @param minSources fewer markets make the price stale
 * @param leastDepth a pool of less is left out; in the index's quote asset
 */
public record IndexRules(
    Asset quote,
    Set<Asset> stablecoins,
    Set<Asset> parityAssets,
    long windowNanos,
    long freshNanos,
    long quietNanos,
    int minSources,
    Decimal leastDepth) {

  /** What the market with the largest volume weighs; weights are whole millionths of it. */
  static final long FULL_WEIGHT = 1_000_000;

  private static final int WEIGHT_DIGITS = 6;

  /** A market weighs at least this: 5 % of the heaviest. */
  static final long LEAST_WEIGHT = 50_000;

  /** What a pool says is the median behind so many blocks at least. */
  public static final int LEAST_BLOCKS = 5;

  /** Median absolute deviations to standard deviations, for a normal distribution. */
  static final Decimal MAD_SCALE = Decimal.parse("1.4826");

  /** Out beyond so many scaled deviations, and at least this share of the median. */
  static final Decimal OUT_DEVIATIONS = Decimal.of(5);

  static final Decimal OUT_SHARE = Decimal.parse("0.005");

  /** Back in within these, so that a market at the edge does not flicker. */
  static final Decimal BACK_DEVIATIONS = Decimal.of(3);

  static final Decimal BACK_SHARE = Decimal.parse("0.0025");

  /** Fewer prices than this can't tell who is wrong. */
  static final int MIN_FOR_OUTLIERS = 3;

  /** The confidence is at least this share of the price with one source, and with more. */
  static final Decimal LONE_CONFIDENCE = Decimal.parse("0.0001");

  static final Decimal MIN_CONFIDENCE = Decimal.parse("0.00001");

  public IndexRules {
    stablecoins = Set.copyOf(stablecoins);
    parityAssets = Set.copyOf(parityAssets);
    if (windowNanos <= 0 || freshNanos <= 0 || quietNanos < freshNanos || minSources < 1) {
      throw new IllegalArgumentException("index rules out of range");
    }
  }

  /**
   * Whether a market takes part in the index of its base asset: spot, quoted in the index's quote
   * asset or in a stablecoin. A stablecoin's own index takes no other stablecoin's word, or rates
   * would run in circles.
   */
  public boolean isEligible(Instrument market) {
    return mayHaveIndex(market)
        && (market.quote().equals(quote)
            || (stablecoins.contains(market.quote()) && !stablecoins.contains(market.base())));
  }

  /** Whether its base asset has an index: no derivative has, nor has what prices are in itself. */
  boolean mayHaveIndex(Instrument market) {
    return market.isSpot() && !market.base().equals(quote);
  }

  /** What a market weighs by its own volume and the largest one; all alike if nobody traded. */
  static long weight(Decimal volume, Decimal largest) {
    if (volume.equals(largest)) {
      return FULL_WEIGHT;
    }
    return volume.signum() == 0 ? LEAST_WEIGHT : Math.max(LEAST_WEIGHT, share(volume, largest));
  }

  /** A quantity by a larger one, in millionths. */
  static long share(Decimal quantity, Decimal larger) {
    return quantity.dividedBy(larger).roundedUnscaledAt(WEIGHT_DIGITS);
  }

  /** The published defaults. */
  public static IndexRules standard() {
    Set<Asset> stablecoins =
        Set.of(
            new Asset("usdt"),
            new Asset("usdc"),
            new Asset("dai"),
            new Asset("fdusd"),
            new Asset("tusd"),
            new Asset("pyusd"),
            new Asset("gusd"),
            new Asset("rlusd"),
            new Asset("usde"));
    return new IndexRules(
        new Asset("usd"),
        stablecoins,
        stablecoins,
        Duration.ofSeconds(60).toNanos(),
        Duration.ofSeconds(10).toNanos(),
        Duration.ofMinutes(5).toNanos(),
        1,
        Decimal.of(100_000));
  }
}
