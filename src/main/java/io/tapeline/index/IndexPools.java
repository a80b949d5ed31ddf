package io.tapeline.index;

import io.tapeline.market.Decimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pools of one asset. They are added to what the markets said among themselves: no pool decides
 * which markets are in, and all together weigh a quarter of the markets at most.
 */
final class IndexPools {

  /** What all markets weigh, by this, is what all pools may weigh. */
  private static final long MARKETS_BY_POOLS = 4;

  private final IndexRules rules;
  private final List<PoolCandidate> candidates = new ArrayList<>();

  IndexPools(IndexRules rules) {
    this.rules = rules;
  }

  void read(PoolReading reading) {
    for (PoolCandidate candidate : candidates) {
      if (candidate.pool().equals(reading.pool())) {
        candidate.read(reading);
        return;
      }
    }
    candidates.add(new PoolCandidate(reading, rules));
    candidates.sort(Comparator.comparing(PoolCandidate::pool));
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  boolean takeNews() {
    boolean any = false;
    for (int i = 0; i < candidates.size(); i++) {
      any |= candidates.get(i).takeNews();
    }
    return any;
  }

  /** Steps 1 to 4; none weighs anything yet. */
  void lookAt(long nowNanos, Rates rates) {
    for (int i = 0; i < candidates.size(); i++) {
      candidates.get(i).lookAt(nowNanos, rates);
    }
  }

  /** Where no market is in. */
  void doubt() {
    candidates.forEach(PoolCandidate::doubt);
  }

  /** Leaves out those that are too far from what the markets say. */
  void judge(Decimal centre, Decimal out, Decimal back) {
    for (int i = 0; i < candidates.size(); i++) {
      candidates.get(i).judge(centre, out, back);
    }
  }

  /**
   * @param largestVolume of a market that is in, base units
   * @param markets what these weigh together
   */
  void weigh(Decimal largestVolume, long markets) {
    for (int i = 0; i < candidates.size(); i++) {
      candidates.get(i).weigh(largestVolume);
    }
    long allowed = markets / MARKETS_BY_POOLS;
    long sum = sumOfWeights();
    if (sum > allowed) {
      for (int i = 0; i < candidates.size(); i++) {
        candidates.get(i).cut(allowed, sum);
      }
    }
  }

  long sumOfWeights() {
    long sum = 0;
    for (int i = 0; i < candidates.size(); i++) {
      sum += candidates.get(i).weight();
    }
    return sum;
  }

  /** Those that weigh something. */
  void addPrices(WeightedMedian median) {
    for (int i = 0; i < candidates.size(); i++) {
      PoolCandidate candidate = candidates.get(i);
      if (candidate.weight() > 0) {
        median.add(candidate.price(), candidate.weight());
      }
    }
  }

  /** The distances from a centre of those that weigh something. */
  void addDistances(WeightedMedian median, Decimal centre) {
    for (int i = 0; i < candidates.size(); i++) {
      PoolCandidate candidate = candidates.get(i);
      if (candidate.weight() > 0) {
        median.add(candidate.price().distance(centre), candidate.weight());
      }
    }
  }

  boolean assumesParity() {
    boolean any = false;
    for (int i = 0; i < candidates.size(); i++) {
      PoolCandidate candidate = candidates.get(i);
      any |= candidate.isIn() && candidate.assumesParity();
    }
    return any;
  }

  /** At its place behind those of the markets. */
  void constituents(Constituent[] all, int from, long sumOfWeights, long nowNanos) {
    for (int i = 0; i < candidates.size(); i++) {
      all[from + i] = candidates.get(i).constituent(sumOfWeights, nowNanos);
    }
  }

  int size() {
    return candidates.size();
  }
}
