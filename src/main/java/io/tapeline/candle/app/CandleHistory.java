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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Candles as they were known at a moment: those recorded by then, in their revision of then. From
 * the store alone, so that the same question has the same answer for as long as the data is kept.
 */
@ApplicationScoped
public class CandleHistory {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** No interval is over because of what the clock says now: it is if it was stored. */
  private static final long NEVER = Long.MIN_VALUE;

  private final CandleConfig config;
  private final StoreConfig store;
  private final Instance<CandleStore> stores;
  private volatile long horizonNanos = Long.MIN_VALUE;

  public CandleHistory(CandleConfig config, StoreConfig store, @Any Instance<CandleStore> stores) {
    this.config = config;
    this.store = store;
    this.stores = stores;
  }

  /**
   * The moment up to which all is stored: nothing will ever be recorded as of it or of earlier. At
   * least the one given, if that is so. Fails with {@code store_unavailable}.
   */
  public Uni<Long> horizon(long asOfNanos) {
    if (asOfNanos <= horizonNanos) {
      return Uni.createFrom().item(horizonNanos);
    }
    return available()
        .chain(kept -> kept.horizon(asOfNanos))
        .invoke(found -> horizonNanos = Math.max(horizonNanos, found))
        .onFailure()
        .transform(_ -> unavailable());
  }

  /**
   * Candles of a range, ascending by open time. Of an interval longer than a minute that was not
   * over yet there is what its parts said. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public Uni<List<Candle>> read(CandleRange range, long asOfNanos) {
    return available()
        .chain(kept -> new Reading(kept, range.series(), range.reachNanos(), asOfNanos).of(range))
        .onFailure()
        .transform(_ -> unavailable());
  }

  private Uni<CandleStore> available() {
    return store.enabled()
        ? Uni.createFrom().item(stores::get)
        : Uni.createFrom().failure(unavailable());
  }

  private static ProblemException unavailable() {
    return new ProblemException(new Problem.StoreUnavailable(RETRY_AFTER));
  }

  /** One question. */
  private final class Reading {
    private final CandleStore kept;
    private final Series series;
    private final long toNanos;
    private final long asOfNanos;

    Reading(CandleStore kept, Series series, long toNanos, long asOfNanos) {
      this.kept = kept;
      this.series = series;
      this.toNanos = toNanos;
      this.asOfNanos = asOfNanos;
    }

    Uni<List<Candle>> of(CandleRange range) {
      Uni<List<Candle>> found =
          range.interval() == Interval.S1
              ? seconds(range.fromNanos())
              : from(range.interval(), range.fromNanos());
      return found.map(
          all ->
              all.stream()
                  .filter(candle -> candle.openTimeNanos() >= range.fromNanos())
                  .limit(range.limit())
                  .toList());
    }

    private Uni<List<Candle>> closed(Interval interval, long fromNanos) {
      return kept.closed(series, interval, fromNanos, toNanos, asOfNanos, config.maxCandlesRead());
    }

    private Uni<List<Candle>> seconds(long fromNanos) {
      long minute = Interval.M1.floor(fromNanos);
      return Uni.combine()
          .all()
          .unis(closed(Interval.S1, minute), closed(Interval.M1, minute - Interval.M1.nanos()))
          .with((seconds, minutes) -> QuietSeconds.filled(seconds, minutes, toNanos));
    }

    /** Those that were over, and behind the last of them what shorter ones say. */
    private Uni<List<Candle>> from(Interval interval, long fromNanos) {
      if (interval == Interval.M1) {
        return closed(interval, fromNanos);
      }
      return closed(interval, fromNanos)
          .chain(
              over -> {
                long end = over.isEmpty() ? fromNanos : over.getLast().closeTimeNanos();
                return end >= toNanos
                    ? Uni.createFrom().item(over)
                    : from(Ladder.below(interval), end)
                        .map(shorter -> Rollup.of(shorter, interval, NEVER))
                        .map(open -> Stream.concat(over.stream(), open.stream()).toList());
              });
    }
  }
}
