package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of one builder that can still change: what traded in them, and which closed ones
 * only repeat the close before. By open time; what is forgotten never changes again.
 */
final class RememberedIntervals {

  private final Interval interval;
  private final IntervalRing traded;
  private final NavigableMap<Long, Integer> repeatRevisions = new TreeMap<>();
  private final NavigableMap<Long, Long> keptObserved = new TreeMap<>();

  RememberedIntervals(Interval interval) {
    this.interval = interval;
    this.traded = new IntervalRing(interval);
  }

  Accumulator at(long openTimeNanos) {
    return traded.findOrMake(openTimeNanos);
  }

  @Nullable Accumulator find(long openTimeNanos) {
    return traded.find(openTimeNanos);
  }

  boolean knows(long openTimeNanos) {
    return traded.find(openTimeNanos) != null || repeatRevisions.containsKey(openTimeNanos);
  }

  /** Those that start at this time or later, ascending. */
  List<Accumulator> from(long openTimeNanos) {
    return traded.between(openTimeNanos, Long.MAX_VALUE);
  }

  /** The first that starts at this time or later; null if there is none. */
  @Nullable Accumulator firstFrom(long openTimeNanos) {
    return traded.firstFrom(openTimeNanos);
  }

  /** The candle of a watched interval without trades, as its first or its next revision. */
  Candle repeat(long openTimeNanos, Decimal price, long observedNanos) {
    int revision = repeatRevisions.merge(openTimeNanos, 1, Integer::sum);
    return Candle.synthetic(interval, openTimeNanos, price, observedNanos, revision);
  }

  /** Something did trade there after all: revisions go on from those of the repeats. */
  void replaceRepeat(Accumulator at) {
    Integer revision = repeatRevisions.remove(at.openTimeNanos());
    if (revision != null) {
      at.continueFrom(revision);
    }
  }

  boolean isRepeat(long openTimeNanos) {
    return repeatRevisions.containsKey(openTimeNanos);
  }

  /** How much of a closed interval its kept candle says was watched; null if none was kept. */
  @Nullable Long keptObservedNanos(long openTimeNanos) {
    return keptObserved.get(openTimeNanos);
  }

  /**
   * Rebuilds closed intervals from kept trades. One whose trades don't make its candle to the last
   * digit is not remembered, so that nothing incomplete ever revises it.
   */
  void rebuild(List<Candle> closed, List<Trade> trades, long closedUpToNanos) {
    trades.forEach(trade -> at(interval.floor(trade.eventTimeNanos())).add(trade));
    Map<Long, Candle> known = new HashMap<>();
    for (Candle candle : closed) {
      known.put(candle.openTimeNanos(), candle);
      keptObserved.put(candle.openTimeNanos(), candle.observedNanos());
    }
    for (Accumulator at : traded.between(Long.MIN_VALUE, closedUpToNanos)) {
      Candle candle = known.get(at.openTimeNanos());
      if (candle != null
          && at.candle(candle.observedNanos(), true, candle.revision()).equals(candle)) {
        at.continueFrom(candle.revision());
      } else {
        traded.remove(at.openTimeNanos());
      }
    }
    closed.stream()
        .filter(Candle::synthetic)
        .forEach(candle -> repeatRevisions.put(candle.openTimeNanos(), candle.revision()));
  }

  void forgetBefore(long openTimeNanos) {
    traded.forgetBefore(openTimeNanos);
    forgetBefore(repeatRevisions, openTimeNanos);
    forgetBefore(keptObserved, openTimeNanos);
  }

  private static void forgetBefore(NavigableMap<Long, ?> map, long openTimeNanos) {
    while (!map.isEmpty() && map.firstKey() < openTimeNanos) {
      map.pollFirstEntry();
    }
  }
}
