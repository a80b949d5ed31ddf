package io.tapeline.index;

import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.index.Constituent.RateSource;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Works out an index price by the methodology of docs/concepts/index-price.md, step by step in its
 * order. Exact arithmetic; every rounding is to 18 significant digits, half-even.
 */
final class IndexCalculator {

  private static final int WEIGHT_DIGITS = 6;

  private final Instrument instrument;
  private final IndexRules rules;
  private @Nullable IndexPrice last;

  IndexCalculator(Asset base, IndexRules rules) {
    this.instrument = new Instrument(base, rules.quote(), Instrument.Kind.SPOT);
    this.rules = rules;
  }

  /** A market on its way through the steps. */
  private static final class Candidate {
    final MarketState state;
    final Rates.Rate rate;
    @Nullable Exclusion excluded;
    Decimal price = Decimal.ZERO;
    BigDecimal weight = BigDecimal.ZERO;

    Candidate(MarketState state, Rates.Rate rate) {
      this.state = state;
      this.rate = rate;
    }

    Weighted weighted() {
      return new Weighted(price, weight);
    }
  }

  /** The price at a tick; null until there was one. */
  @Nullable IndexPrice at(long nowNanos, Collection<MarketState> markets, Rates rates) {
    List<Candidate> all = new ArrayList<>(markets.size());
    for (MarketState market : markets) {
      all.add(candidate(market, rates, nowNanos));
    }
    weigh(included(all));
    excludeOutliers(included(all));
    List<Candidate> in = included(all);
    weigh(in);
    if (in.size() < rules.minSources() || in.isEmpty()) {
      last = last == null ? null : stale(last, nowNanos, constituents(all, nowNanos));
      return last;
    }
    Decimal price = Weighted.median(weighted(in));
    last =
        new IndexPrice(
            instrument,
            nowNanos,
            in.stream().mapToLong(c -> c.state.eventNanos()).max().orElse(nowNanos),
            price,
            confidence(in, price),
            false,
            in.stream().anyMatch(c -> c.rate.source() == RateSource.PARITY),
            constituents(all, nowNanos));
    return last;
  }

  private Candidate candidate(MarketState market, Rates rates, long nowNanos) {
    Instrument listed = market.market().instrument();
    Candidate candidate = new Candidate(market, rates.of(listed.quote()));
    Decimal value = market.value();
    if (!rules.isEligible(listed)) {
      candidate.excluded = Exclusion.NOT_ELIGIBLE;
    } else {
      candidate.excluded = market.absence(nowNanos);
    }
    if (candidate.excluded == null && candidate.rate.value() == null) {
      candidate.excluded = Exclusion.NO_RATE;
    }
    if (value != null && candidate.rate.value() != null) {
      candidate.price = value.timesRounded(candidate.rate.value());
    }
    return candidate;
  }

  private static List<Candidate> included(List<Candidate> all) {
    return all.stream().filter(c -> c.excluded == null).toList();
  }

  private static List<Weighted> weighted(List<Candidate> in) {
    return in.stream().map(Candidate::weighted).toList();
  }

  /** By volume, no less than a floor, and no market more than all the others together. */
  private static void weigh(List<Candidate> in) {
    BigDecimal most =
        in.stream().map(c -> c.state.volume()).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    BigDecimal floor = most.multiply(IndexRules.WEIGHT_FLOOR.toBigDecimal());
    for (Candidate c : in) {
      c.weight = most.signum() == 0 ? BigDecimal.ONE : c.state.volume().max(floor);
    }
    if (in.size() > 1) {
      BigDecimal sum = in.stream().map(c -> c.weight).reduce(BigDecimal.ZERO, BigDecimal::add);
      for (Candidate c : in) {
        c.weight = c.weight.min(sum.subtract(c.weight));
      }
    }
  }

  private static void excludeOutliers(List<Candidate> in) {
    if (in.size() < IndexRules.MIN_FOR_OUTLIERS) {
      in.forEach(c -> c.state.outlier(false));
      return;
    }
    Decimal centre = Weighted.median(weighted(in));
    BigDecimal deviation = Weighted.deviation(weighted(in), centre).times(IndexRules.MAD_SCALE);
    BigDecimal out = bound(deviation, IndexRules.OUT_DEVIATIONS, centre, IndexRules.OUT_SHARE);
    BigDecimal back = bound(deviation, IndexRules.BACK_DEVIATIONS, centre, IndexRules.BACK_SHARE);
    for (Candidate c : in) {
      BigDecimal distance = Weighted.distance(c.price, centre).toBigDecimal();
      c.state.outlier(distance.compareTo(c.state.isOutlier() ? back : out) > 0);
      if (c.state.isOutlier()) {
        c.excluded = Exclusion.OUTLIER;
      }
    }
  }

  private static BigDecimal bound(
      BigDecimal deviation, Decimal deviations, Decimal centre, Decimal share) {
    return deviation.multiply(deviations.toBigDecimal()).max(centre.times(share));
  }

  private static Decimal confidence(List<Candidate> in, Decimal price) {
    BigDecimal spread = Weighted.deviation(weighted(in), price).times(IndexRules.MAD_SCALE);
    List<Weighted> halves = new ArrayList<>();
    for (Candidate c : in) {
      Decimal half = c.state.halfSpread();
      if (half != null) {
        Decimal rate = Objects.requireNonNull(c.rate.value());
        halves.add(new Weighted(half.timesRounded(rate), c.weight));
      }
    }
    BigDecimal half = halves.isEmpty() ? BigDecimal.ZERO : Weighted.median(halves).toBigDecimal();
    Decimal share = in.size() == 1 ? IndexRules.LONE_CONFIDENCE : IndexRules.MIN_CONFIDENCE;
    return Decimal.rounded(spread.max(half).max(price.times(share)));
  }

  private static List<Constituent> constituents(List<Candidate> all, long nowNanos) {
    BigDecimal sum =
        all.stream()
            .filter(c -> c.excluded == null)
            .map(c -> c.weight)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return all.stream().map(c -> constituent(c, sum, nowNanos)).toList();
  }

  private static Constituent constituent(Candidate c, BigDecimal sum, long nowNanos) {
    boolean in = c.excluded == null && sum.signum() > 0;
    Decimal weight =
        in ? Decimal.of(c.weight.divide(sum, WEIGHT_DIGITS, RoundingMode.HALF_EVEN)) : Decimal.ZERO;
    return new Constituent(
        c.state.market(),
        c.state.value(),
        c.state.basis(),
        c.rate.value(),
        c.rate.source(),
        c.price.signum() == 0 ? null : c.price,
        weight,
        c.state.eventNanos(),
        c.state.ageNanos(nowNanos),
        c.excluded);
  }

  private static IndexPrice stale(IndexPrice last, long nowNanos, List<Constituent> constituents) {
    return new IndexPrice(
        last.instrument(),
        nowNanos,
        last.eventTimeNanos(),
        last.price(),
        last.confidence(),
        true,
        last.parity(),
        constituents);
  }
}
