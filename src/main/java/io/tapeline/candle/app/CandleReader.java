package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers questions about candles: what is in memory from there, what is older from the store. */
@ApplicationScoped
public class CandleReader {

  private final CandleKeeper keeper;
  private final TapeTime time;
  private final CandleConfig config;
  private final StoredCandles stored;

  public CandleReader(
      CandleKeeper keeper, TapeTime time, CandleConfig config, StoredCandles stored) {
    this.keeper = keeper;
    this.time = time;
    this.config = config;
    this.stored = stored;
  }

  /**
   * Candles of a range, ascending by open time; the last may still be open. Fails with {@code
   * store_unavailable} if memory does not reach back far enough and the store can't be asked.
   */
  public Uni<List<Candle>> read(CandleRange range) {
    return new LevelWalk(new Now(range.series()), closableNanos()).of(range);
  }

  /** Candles of intervals that end by then are final: no trade can revise them any more. */
  public long settledNanos() {
    return settledNanos(closableNanos());
  }

  /** Candles of intervals that end by then are final and stored. */
  public long storedNanos() {
    return stored.isThere()
        ? settledNanos(Math.min(closableNanos(), keeper.writtenUpToNanos()))
        : Long.MIN_VALUE;
  }

  private long settledNanos(long upToNanos) {
    return upToNanos - config.remember().toNanos() - Interval.M1.nanos();
  }

  /** An interval that ends by then has been closed: its last trades had time to come. */
  private long closableNanos() {
    return time.nanos() - config.grace().toNanos();
  }

  /** What is in memory, and behind it what is stored. */
  private final class Now implements LevelWalk.Source {
    private final Series series;

    Now(Series series) {
      this.series = series;
    }

    @Override
    public Uni<List<Candle>> between(Interval interval, long fromNanos, long toNanos) {
      if (interval.nanos() > Interval.M1.nanos()) {
        return stored(interval, fromNanos, toNanos);
      }
      List<Candle> recent =
          memory(interval).map(memory -> memory.between(fromNanos, toNanos)).orElse(List.of());
      return reachesBack(interval, fromNanos)
          ? Uni.createFrom().item(recent)
          : stored(interval, fromNanos, toNanos).map(older -> joined(older, recent));
    }

    @Override
    public boolean hasMinutesFrom(long openTimeNanos) {
      return reachesBack(Interval.M1, openTimeNanos);
    }

    /** Memory reaches back so far, or there is nothing else. */
    private boolean reachesBack(Interval base, long fromNanos) {
      return !stored.isThere()
          || memory(base).filter(memory -> memory.oldestNanos() <= fromNanos).isPresent();
    }

    private Optional<BaseCandles> memory(Interval base) {
      return keeper.candles(series).map(candles -> candles.of(base));
    }

    private Uni<List<Candle>> stored(Interval interval, long fromNanos, long toNanos) {
      return stored.closed(series, interval, fromNanos, toNanos, Long.MAX_VALUE);
    }
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
}
