package io.tapeline.candle.app;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleBuilder;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The candles of one series at its two base intervals. Written by the tape's thread, read by any:
 * closed candles of late and the open minute.
 */
final class SeriesCandles {

  final CandleBuilder seconds;
  final CandleBuilder minutes;
  private final Series series;
  private final int recentCandles;
  private final ConcurrentNavigableMap<Long, Candle> recentSeconds = new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<Long, Candle> recentMinutes = new ConcurrentSkipListMap<>();
  private final Consumer<Candle> closedSecond;
  private final Consumer<Candle> closedMinute;
  private volatile List<Candle> openMinutes = List.of();
  private boolean changed;

  /**
   * @param closed takes each closed candle and each revision of one
   */
  SeriesCandles(Series series, CandleConfig config, BiConsumer<Series, Candle> closed) {
    this.series = series;
    this.recentCandles = config.recentCandles();
    long grace = config.grace().toNanos();
    long remember = config.remember().toNanos();
    this.seconds = new CandleBuilder(Interval.S1, grace, remember);
    this.minutes = new CandleBuilder(Interval.M1, grace, remember);
    this.closedSecond = keep(recentSeconds, closed);
    this.closedMinute = keep(recentMinutes, closed);
  }

  private Consumer<Candle> keep(
      ConcurrentNavigableMap<Long, Candle> recent, BiConsumer<Series, Candle> closed) {
    return candle -> {
      recent.put(candle.openTimeNanos(), candle);
      while (recent.size() > recentCandles) {
        recent.pollFirstEntry();
      }
      closed.accept(series, candle);
    };
  }

  Consumer<Candle> closedSecond() {
    return closedSecond;
  }

  Consumer<Candle> closedMinute() {
    return closedMinute;
  }

  void changed() {
    changed = true;
  }

  void tick(long timeNanos) {
    seconds.tick(timeNanos, closedSecond);
    minutes.tick(timeNanos, closedMinute);
    if (changed || !openMinutes.isEmpty()) {
      changed = false;
      openMinutes = minutes.open();
    }
  }

  /** Closed candles in memory from this open time to before that, and open minutes. */
  List<Candle> recent(Interval base, long fromNanos, long toNanos) {
    var recent = base == Interval.S1 ? recentSeconds : recentMinutes;
    List<Candle> found = new ArrayList<>(recent.subMap(fromNanos, true, toNanos, false).values());
    for (Candle open : base == Interval.S1 ? List.<Candle>of() : openMinutes) {
      if (open.openTimeNanos() >= fromNanos
          && open.openTimeNanos() < toNanos
          && !recent.containsKey(open.openTimeNanos())) {
        found.add(open);
      }
    }
    return found;
  }

  /** The open time of the oldest candle in memory; {@link Long#MAX_VALUE} if there is none. */
  long oldest(Interval base) {
    var first = (base == Interval.S1 ? recentSeconds : recentMinutes).firstEntry();
    return first == null ? Long.MAX_VALUE : first.getKey();
  }
}
