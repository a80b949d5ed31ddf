package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.signal.watch.SeriesWatch;
import io.tapeline.signal.watch.Watchlist;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The series whose candles are in memory, so that a close is judged without a look at the store:
 * those that closed last, as many as fit.
 */
@ApplicationScoped
class Watches {

  private final Windows windows;
  private final CandleHistory history;
  private final Watchlist list;
  private final int mostCandles;
  private final Map<Series, SeriesWatch> bySeries = new LinkedHashMap<>();
  private int candles;

  Watches(Windows windows, CandleHistory history, Watching watching, SignalConfig config) {
    this.windows = windows;
    this.history = history;
    this.list = watching.list();
    this.mostCandles = config.candlesInMemory();
  }

  /** Takes a series out; null if it is not in memory. */
  synchronized @Nullable SeriesWatch take(Series series) {
    SeriesWatch watch = bySeries.remove(series);
    candles -= watch == null ? 0 : watch.size();
    return watch;
  }

  /** Puts a series in, behind the others: those in front go if there is no room. */
  synchronized void put(Series series, SeriesWatch watch) {
    var _ = take(series);
    bySeries.put(series, watch);
    candles += watch.size();
    var first = bySeries.values().iterator();
    while (candles > mostCandles && first.hasNext()) {
      candles -= first.next().size();
      first.remove();
    }
  }

  synchronized void forget() {
    bySeries.clear();
    candles = 0;
  }

  /** Candles in memory. */
  synchronized int size() {
    return candles;
  }

  /**
   * Reads a series, to go on from there. Nothing happens if candles that are newer than these are
   * stored, as where only the past was corrected: the next close will read it.
   *
   * @param stored candles that were recorded last
   * @param asOfNanos by which they were
   */
  Uni<Void> read(Series series, List<PartialCandle> stored, long asOfNanos) {
    long newest = stored.stream().mapToLong(PartialCandle::closeTimeNanos).max().orElse(0);
    return history
        .endsBy(series, newest, asOfNanos)
        .chain(ends -> ends ? read(series, newest, asOfNanos) : Uni.createFrom().voidItem());
  }

  private Uni<Void> read(Series series, long newestNanos, long asOfNanos) {
    return windows
        .read(series, list.warmups(), newestNanos, newestNanos, asOfNanos)
        .invoke(candles -> put(series, new SeriesWatch(list, candles)))
        .replaceWithVoid();
  }
}
