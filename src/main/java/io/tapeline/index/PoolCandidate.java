package io.tapeline.index;

import io.tapeline.index.Constituent.Basis;
import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.market.Decimal;
import org.jspecify.annotations.Nullable;

/** A pool on its way through the steps of the methodology, tick after tick. */
final class PoolCandidate {

  private final IndexRules rules;
  private PoolReading reading;
  private PoolWindow window;
  private boolean news = true;
  private Rates.Rate rate = Rates.NONE;
  private @Nullable Decimal price;
  private @Nullable Exclusion excluded;
  private boolean outlier;
  private long weight;

  PoolCandidate(PoolReading reading, IndexRules rules) {
    this.rules = rules;
    this.reading = reading;
    this.window = PoolWindow.of(reading.ends(), rules.windowNanos());
  }

  PoolId pool() {
    return reading.pool();
  }

  /** What was read before is forgotten with it: of blocks that were taken back nothing stays. */
  void read(PoolReading newest) {
    if (!newest.ends().equals(reading.ends())) {
      window = PoolWindow.of(newest.ends(), rules.windowNanos());
      news = true;
    }
    reading = newest;
  }

  boolean takeNews() {
    boolean had = news;
    news = false;
    return had;
  }

  /** Steps 1 to 4. It weighs nothing until {@link #weigh}. */
  void lookAt(long nowNanos, Rates rates) {
    weight = 0;
    rate = rates.of(pool().instrument().quote());
    Decimal worth = rate.value();
    Decimal value = window.value();
    price = worth == null || value == null ? null : Candidate.converted(value, worth);
    excluded = absence(nowNanos, worth);
  }

  private @Nullable Exclusion absence(long nowNanos, @Nullable Decimal worth) {
    if (reading.heardNanos() == PoolReading.NEVER
        || nowNanos - reading.heardNanos() > rules.freshNanos()) {
      return Exclusion.DISCONNECTED;
    }
    if (reading.ends().isEmpty() || Math.abs(ageNanos(nowNanos)) > reading.freshNanos()) {
      return Exclusion.STALE;
    }
    if (window.value() == null) {
      return Exclusion.NO_PRICE;
    }
    if (worth == null) {
      return Exclusion.NO_RATE;
    }
    return Candidate.converted(window.depth(), worth).compareTo(rules.leastDepth()) < 0
        ? Exclusion.SHALLOW
        : null;
  }

  /** Of the newest block by its own time; below zero if that is still to come. */
  private long ageNanos(long nowNanos) {
    return reading.ends().isEmpty() ? 0 : nowNanos - reading.ends().getFirst().timeNanos();
  }

  boolean isIn() {
    return excluded == null;
  }

  /** Step 6, by what the markets say. */
  void judge(Decimal centre, Decimal out, Decimal back) {
    if (price != null && isIn()) {
      outlier = price.distance(centre).compareTo(outlier ? back : out) > 0;
      excluded = outlier ? Exclusion.OUTLIER : null;
    }
  }

  /** No market is there that could tell whether it is right. */
  void doubt() {
    if (isIn()) {
      outlier = false;
      excluded = Exclusion.UNCONFIRMED;
    }
  }

  /** Step 5, by its depth in place of what it traded. */
  void weigh(Decimal largestVolume) {
    if (isIn()) {
      weight =
          window.quantity().compareTo(largestVolume) >= 0
              ? IndexRules.FULL_WEIGHT
              : IndexRules.share(window.quantity(), largestVolume);
    }
  }

  /** Cut to its part of what all pools may weigh together, rounded down. */
  void cut(long allowed, long sum) {
    weight = weight * allowed / sum;
  }

  long weight() {
    return weight;
  }

  Decimal price() {
    return price == null ? Decimal.ZERO : price;
  }

  boolean assumesParity() {
    return rate.source() == Constituent.RateSource.PARITY;
  }

  Constituent constituent(long sumOfWeights, long nowNanos) {
    BlockEnd newest = reading.ends().isEmpty() ? null : reading.ends().getFirst();
    return new Constituent(
        new Source.OfPool(
            pool(),
            newest == null ? null : newest.number(),
            newest == null ? null : newest.hash(),
            window.blocks(),
            window.value() == null ? null : window.depth()),
        window.value(),
        window.value() == null ? null : Basis.BLOCK_MEDIAN,
        rate.value(),
        rate.source(),
        price,
        Candidate.share(weight, sumOfWeights),
        newest == null ? 0 : newest.timeNanos(),
        Math.max(0, ageNanos(nowNanos)),
        excluded);
  }
}
