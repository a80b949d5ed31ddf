package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Ladder;
import io.tapeline.candle.QuietSeconds;
import io.tapeline.candle.Rollup;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers questions about candles: what is in memory from there, what is older from the store. */
@ApplicationScoped
public class CandleReader {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final CandleKeeper keeper;
  private final TapeTime time;
  private final CandleConfig config;
  private final StoreConfig store;
  private final Instance<CandleStore> stores;

  public CandleReader(
      CandleKeeper keeper,
      TapeTime time,
      CandleConfig config,
      StoreConfig store,
      @Any Instance<CandleStore> stores) {
    this.keeper = keeper;
    this.time = time;
    this.config = config;
    this.store = store;
    this.stores = stores;
  }

  /**
   * Candles of a range, ascending by open time; the last may still be open. Fails with {@code
   * store_unavailable} if memory does not reach back far enough and the store can't be asked.
   */
  public Uni<List<Candle>> read(CandleRange range) {
    return all(range).map(found -> first(range, found));
  }

  /** Candles of intervals that end by then are final: no trade can revise them any more. */
  public long settledNanos() {
    return closableNanos() - config.remember().toNanos() - Interval.M1.nanos();
  }

  private Uni<List<Candle>> all(CandleRange range) {
    Series series = range.series();
    long to = range.reachNanos();
    if (range.interval() == Interval.S1) {
      return seconds(series, range.fromNanos(), to);
    }
    return minutesOrLonger(series, range.interval(), range.fromNanos(), to);
  }

  private Uni<List<Candle>> minutesOrLonger(Series series, Interval interval, long from, long to) {
    if (interval == Interval.M1) {
      return base(series, Interval.M1, from, to);
    }
    if (isInMemory(series, Interval.M1, from)) {
      return base(series, Interval.M1, from, to)
          .map(minutes -> Rollup.of(minutes, interval, closableNanos()));
    }
    return stored(series, interval, from, to)
        .chain(
            stored -> {
              long end = stored.isEmpty() ? from : stored.getLast().closeTimeNanos();
              return end >= to
                  ? Uni.createFrom().item(stored)
                  : minutesOrLonger(series, Ladder.below(interval), end, to)
                      .map(shorter -> Rollup.of(shorter, interval, closableNanos()))
                      .map(newer -> joined(stored, newer));
            });
  }

  private Uni<List<Candle>> seconds(Series series, long fromNanos, long toNanos) {
    long minute = Interval.M1.floor(fromNanos);
    return Uni.combine()
        .all()
        .unis(
            base(series, Interval.S1, minute, toNanos),
            base(series, Interval.M1, minute - Interval.M1.nanos(), toNanos))
        .with((seconds, minutes) -> QuietSeconds.filled(seconds, minutes, toNanos));
  }

  /** An interval that ends by then has been closed: its last trades had time to come. */
  private long closableNanos() {
    return time.nanos() - config.grace().toNanos();
  }

  private Uni<List<Candle>> base(Series series, Interval base, long fromNanos, long toNanos) {
    List<Candle> recent =
        memory(series, base).map(memory -> memory.between(fromNanos, toNanos)).orElse(List.of());
    return isInMemory(series, base, fromNanos)
        ? Uni.createFrom().item(recent)
        : stored(series, base, fromNanos, toNanos).map(stored -> joined(stored, recent));
  }

  private Optional<BaseCandles> memory(Series series, Interval base) {
    return keeper.candles(series).map(candles -> candles.of(base));
  }

  /** Memory reaches back so far, or there is nothing else. */
  private boolean isInMemory(Series series, Interval base, long fromNanos) {
    return !store.enabled()
        || memory(series, base).filter(memory -> memory.oldestNanos() <= fromNanos).isPresent();
  }

  private Uni<List<Candle>> stored(Series series, Interval interval, long fromNanos, long toNanos) {
    return stores
        .get()
        .closed(series, interval, fromNanos, toNanos, Long.MAX_VALUE, config.maxCandlesRead())
        .onFailure()
        .transform(_ -> new ProblemException(new Problem.StoreUnavailable(RETRY_AFTER)));
  }

  /** Memory is newer than the store wherever both have a candle. */
  private static List<Candle> joined(List<Candle> stored, List<Candle> recent) {
    Map<Long, Candle> byTime = new TreeMap<>();
    stored.forEach(candle -> byTime.put(candle.openTimeNanos(), candle));
    for (Candle candle : recent) {
      byTime.merge(
          candle.openTimeNanos(),
          candle,
          (kept, fresh) ->
              fresh.revision() < kept.revision() ? fresh.withRevision(kept.revision()) : fresh);
    }
    return List.copyOf(byTime.values());
  }

  private static List<Candle> first(CandleRange range, List<Candle> found) {
    return found.stream()
        .filter(candle -> candle.openTimeNanos() >= range.fromNanos())
        .limit(range.limit())
        .toList();
  }
}
