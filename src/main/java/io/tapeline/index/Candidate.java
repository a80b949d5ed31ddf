package io.tapeline.index;

import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import org.jspecify.annotations.Nullable;

/** A market on its way through the steps of the methodology, tick after tick. */
final class Candidate {

  private static final int SHARE_DIGITS = 6;

  private final MarketState state;
  private final boolean eligible;
  private Rates.Rate rate = Rates.NONE;
  private @Nullable Decimal price;
  private @Nullable Exclusion excluded;
  private long weight;

  Candidate(MarketState state, IndexRules rules) {
    this.state = state;
    this.eligible = rules.isEligible(state.market().instrument());
  }

  /** Steps 1 to 4: whether the market can take part, its value, its rate and its price. */
  void lookAt(long nowNanos, Rates rates) {
    Instrument listed = state.market().instrument();
    rate = rates.of(listed.quote());
    Decimal worth = rate.value();
    Decimal value = state.value();
    price = worth == null || value == null ? null : converted(value, worth);
    excluded = eligible ? state.absence(nowNanos) : Exclusion.NOT_ELIGIBLE;
    if (excluded == null && worth == null) {
      excluded = Exclusion.NO_RATE;
    }
    weight = 0;
  }

  static Decimal converted(Decimal value, Decimal worth) {
    return worth.equals(Decimal.ONE) ? value : value.timesRounded(worth);
  }

  boolean isIn() {
    return excluded == null;
  }

  void exclude(Exclusion reason) {
    excluded = reason;
    weight = 0;
  }

  MarketState state() {
    return state;
  }

  /** The value in the index's quote asset; zero where there is none, as then it is not in. */
  Decimal price() {
    return price == null ? Decimal.ZERO : price;
  }

  boolean assumesParity() {
    return rate.source() == Constituent.RateSource.PARITY;
  }

  long weight() {
    return weight;
  }

  void weight(long millionths) {
    weight = millionths;
  }

  /** Half of ask − bid in the index's quote asset; null without a two-sided quote. */
  @Nullable Decimal halfSpread() {
    Decimal half = state.halfSpread();
    Decimal worth = rate.value();
    return half == null || worth == null ? null : converted(half, worth);
  }

  /** As published, with its share of all weights. */
  Constituent constituent(long sumOfWeights, long nowNanos) {
    return new Constituent(
        new Source.OfMarket(state.market()),
        state.value(),
        state.basis(),
        rate.value(),
        rate.source(),
        price,
        isIn() ? share(weight, sumOfWeights) : Decimal.ZERO,
        state.eventNanos(),
        state.ageNanos(nowNanos),
        excluded);
  }

  /** A part of all weights as it is published. */
  static Decimal share(long weight, long sumOfWeights) {
    if (weight == 0) {
      return Decimal.ZERO;
    }
    if (weight == sumOfWeights) {
      return Decimal.ONE;
    }
    Decimal share = Decimal.of(weight).dividedBy(Decimal.of(sumOfWeights));
    return new Decimal(share.roundedUnscaledAt(SHARE_DIGITS), SHARE_DIGITS);
  }
}
