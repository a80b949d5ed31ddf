package io.tapeline.index;

import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out an index price by the methodology of docs/concepts/index-price.md, step by step in its
 * order; every rounding is to 18 significant digits, half-even. What a tick needs on its way is
 * kept from the one before, so that it allocates little more than its result.
 */
final class IndexCalculator {

  private final Instrument instrument;
  private final IndexRules rules;
  private final List<Candidate> candidates = new ArrayList<>();
  private final WeightedMedian median = new WeightedMedian();
  private final IndexPools pools;
  private Decimal largestVolume = Decimal.ZERO;
  private @Nullable IndexPrice last;

  IndexCalculator(Asset base, IndexRules rules) {
    this.instrument = new Instrument(base, rules.quote(), Instrument.Kind.SPOT);
    this.rules = rules;
    this.pools = new IndexPools(rules);
  }

  /** Takes in a market of the asset. */
  void add(MarketState market) {
    candidates.add(new Candidate(market, rules));
    candidates.sort(Comparator.comparing(candidate -> candidate.state().market()));
  }

  /** Takes in what a pool of the asset says now. */
  void read(PoolReading pool) {
    pools.read(pool);
  }

  /** Whether a source was heard of since the last tick; forgets it. */
  boolean hasNews() {
    boolean any = pools.takeNews();
    for (int i = 0; i < candidates.size(); i++) {
      any |= candidates.get(i).state().takeNews();
    }
    return any;
  }

  /** The price at a tick; null until there was one. */
  @Nullable IndexPrice at(long nowNanos, Rates rates) {
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      candidate.state().moveTo(nowNanos);
      candidate.lookAt(nowNanos, rates);
    }
    pools.lookAt(nowNanos, rates);
    weigh();
    if (excludeOutliers()) {
      weigh();
    }
    int sources = sources();
    addPools(sources);
    if (sources == 0 || sources < rules.minSources()) {
      last = last == null ? null : stale(last, nowNanos);
    } else {
      last = price(nowNanos, sources);
    }
    return last;
  }

  private IndexPrice price(long nowNanos, int sources) {
    Decimal price = medianPrice();
    long eventNanos = Long.MIN_VALUE;
    boolean parity = pools.assumesParity();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.isIn()) {
        eventNanos = Math.max(eventNanos, candidate.state().eventNanos());
        parity |= candidate.assumesParity();
      }
    }
    return new IndexPrice(
        instrument,
        nowNanos,
        eventNanos,
        price,
        confidence(price, sources),
        false,
        parity,
        constituents(nowNanos));
  }

  /** Pools come last, so that what the markets say among themselves is the same without them. */
  private void addPools(int sources) {
    if (pools.isEmpty()) {
      return;
    }
    if (sources == 0) {
      pools.doubt();
      return;
    }
    Decimal centre = medianPrice();
    Decimal deviation = deviation(centre);
    pools.judge(centre, out(deviation, centre), back(deviation, centre));
    pools.weigh(largestVolume, sumOfWeights());
  }

  /** Markets that are in. */
  private int sources() {
    int sources = 0;
    for (int i = 0; i < candidates.size(); i++) {
      sources += candidates.get(i).isIn() ? 1 : 0;
    }
    return sources;
  }

  /** By volume, no less than a floor, and no market more than all the others together. */
  private void weigh() {
    Decimal most = Decimal.ZERO;
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      most = candidate.isIn() ? most.max(candidate.state().volume()) : most;
    }
    largestVolume = most;
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.isIn()) {
        candidate.weight(IndexRules.weight(candidate.state().volume(), most));
      }
    }
    long sum = sumOfWeights();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      long others = sum - candidate.weight();
      if (others > 0) {
        candidate.weight(Math.min(candidate.weight(), others));
      }
    }
  }

  /** Of the markets. */
  private long sumOfWeights() {
    long sum = 0;
    for (int i = 0; i < candidates.size(); i++) {
      sum += candidates.get(i).weight();
    }
    return sum;
  }

  /** Whether one was left out. */
  private boolean excludeOutliers() {
    if (sources() < IndexRules.MIN_FOR_OUTLIERS) {
      for (int i = 0; i < candidates.size(); i++) {
        Candidate candidate = candidates.get(i);
        if (candidate.isIn()) {
          candidate.state().outlier(false);
        }
      }
      return false;
    }
    Decimal centre = medianPrice();
    Decimal deviation = deviation(centre);
    Decimal out = out(deviation, centre);
    Decimal back = back(deviation, centre);
    boolean any = false;
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.isIn()) {
        MarketState state = candidate.state();
        Decimal allowed = state.isOutlier() ? back : out;
        state.outlier(candidate.price().distance(centre).compareTo(allowed) > 0);
        if (state.isOutlier()) {
          candidate.exclude(Exclusion.OUTLIER);
          any = true;
        }
      }
    }
    return any;
  }

  private static Decimal out(Decimal deviation, Decimal centre) {
    return bound(deviation, IndexRules.OUT_DEVIATIONS, centre, IndexRules.OUT_SHARE);
  }

  private static Decimal back(Decimal deviation, Decimal centre) {
    return bound(deviation, IndexRules.BACK_DEVIATIONS, centre, IndexRules.BACK_SHARE);
  }

  private static Decimal bound(
      Decimal deviation, Decimal deviations, Decimal centre, Decimal share) {
    return deviation.timesRounded(deviations).max(centre.timesRounded(share));
  }

  private Decimal medianPrice() {
    median.clear();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.isIn()) {
        median.add(candidate.price(), candidate.weight());
      }
    }
    pools.addPrices(median);
    return median.value();
  }

  /** The scaled weighted median of the distances from a centre. */
  private Decimal deviation(Decimal centre) {
    median.clear();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.isIn()) {
        median.add(candidate.price().distance(centre), candidate.weight());
      }
    }
    pools.addDistances(median, centre);
    return median.value().timesRounded(IndexRules.MAD_SCALE);
  }

  private Decimal halfSpread() {
    median.clear();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      Decimal half = candidate.isIn() ? candidate.halfSpread() : null;
      if (half != null) {
        median.add(half, candidate.weight());
      }
    }
    return median.isEmpty() ? Decimal.ZERO : median.value();
  }

  private Decimal confidence(Decimal price, int sources) {
    Decimal share = sources == 1 ? IndexRules.LONE_CONFIDENCE : IndexRules.MIN_CONFIDENCE;
    return deviation(price).max(halfSpread()).max(price.timesRounded(share));
  }

  private List<Constituent> constituents(long nowNanos) {
    long sum = sumOfWeights() + pools.sumOfWeights();
    Constituent[] all = new Constituent[candidates.size() + pools.size()];
    for (int i = 0; i < candidates.size(); i++) {
      all[i] = candidates.get(i).constituent(sum, nowNanos);
    }
    pools.constituents(all, candidates.size(), sum, nowNanos);
    return List.of(all);
  }

  private IndexPrice stale(IndexPrice before, long nowNanos) {
    return new IndexPrice(
        before.instrument(),
        nowNanos,
        before.eventTimeNanos(),
        before.price(),
        before.confidence(),
        true,
        before.parity(),
        constituents(nowNanos));
  }
}
