package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Horizon;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Candles as they were known at a moment: those recorded by then, in their revision of then. From
 * the store alone, so that the same question has the same answer for as long as the data is kept.
 */
@ApplicationScoped
public class CandleHistory {

  /** No interval is over because of what the clock says now: it is if it was stored. */
  private static final long NEVER = Long.MIN_VALUE;

  private final StoredCandles stored;
  private final Horizon horizon;

  public CandleHistory(StoredCandles stored) {
    this.stored = stored;
    this.horizon = new Horizon(stored::horizon);
  }

  /** Up to which moment all is stored. Fails with {@code store_unavailable}. */
  public Horizon horizon() {
    return horizon;
  }

  /**
   * Candles of a range, ascending by open time. Of an interval longer than a minute that was not
   * over yet there is what its parts said. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public Uni<List<Candle>> read(CandleRange range, long asOfNanos) {
    return new LevelWalk(new Then(range, asOfNanos), NEVER).of(range);
  }

  /**
   * The same with these parts at least: what is stored as it is asked for is read without the
   * others; what follows from shorter candles needs all of them.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public Uni<List<PartialCandle>> read(CandleRange range, long asOfNanos, Set<Part> parts) {
    Interval interval = range.interval();
    if (interval == Interval.S1) { // quiet ones follow from minutes
      return whole(range, asOfNanos);
    }
    long from = range.fromNanos();
    long to = range.reachNanos();
    return stored
        .closed(range.series(), interval, from, to, asOfNanos, parts)
        .chain(
            found -> {
              long end = found.isEmpty() ? from : found.getLast().closeTimeNanos();
              return interval == Interval.M1 || end >= to
                  ? Uni.createFrom().item(found)
                  : whole(
                          new CandleRange(range.series(), interval, end, to, range.limit()),
                          asOfNanos)
                      .map(rest -> Stream.concat(found.stream(), rest.stream()).toList());
            });
  }

  private Uni<List<PartialCandle>> whole(CandleRange range, long asOfNanos) {
    return read(range, asOfNanos).map(all -> all.stream().map(PartialCandle::of).toList());
  }

  /**
   * All of a range, page by page; its limit does not matter.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public CandleStream<Candle> stream(CandleRange range, long asOfNanos) {
    return new CandleStream<>(this, range, asOfNanos, page -> read(page, asOfNanos));
  }

  /** The same with these parts at least. */
  public CandleStream<PartialCandle> stream(CandleRange range, long asOfNanos, Set<Part> parts) {
    return new CandleStream<>(this, range, asOfNanos, page -> read(page, asOfNanos, parts));
  }

  /** As {@link CandleStore#recorded}. Fails with {@code store_unavailable}. */
  public Uni<RecordedCandles> recorded(
      Set<Interval> intervals, Set<String> series, long afterNanos, long untilNanos, int many) {
    return stored.recorded(intervals, series, afterNanos, untilNanos, many);
  }

  /** No minute, and nothing longer, opens at this time or later. */
  public Uni<Boolean> endsBy(Series series, long timeNanos, long asOfNanos) {
    return stored
        .first(series, Interval.W1, timeNanos, Long.MAX_VALUE, asOfNanos)
        .map(Optional::isEmpty);
  }

  /** The open time of the first candle of the range, nanoseconds since 1970 UTC. */
  public Uni<Optional<Long>> first(CandleRange range, long asOfNanos) {
    return firstFrom(range, range.fromNanos(), asOfNanos);
  }

  /**
   * Where reading goes on behind a range: at its end or, if nothing was in it, with the first
   * candle that is stored, lest callers walk through years of nothing.
   *
   * @param knownNanos where nothing is stored up to there, there is nothing at all
   */
  public Uni<Long> next(CandleRange range, boolean isEmpty, long asOfNanos, long knownNanos) {
    long reach = range.reachNanos();
    if (!isEmpty || reach >= range.toNanos()) {
      return Uni.createFrom().item(reach);
    }
    return firstFrom(range, reach, asOfNanos)
        .map(open -> open.orElse(Math.clamp(knownNanos, reach, range.toNanos())))
        .map(open -> open == range.toNanos() ? open : range.interval().floor(open));
  }

  /** The open time of the first candle of the range that there is at this time or later. */
  Uni<Optional<Long>> firstFrom(CandleRange range, long fromNanos, long asOfNanos) {
    Interval interval = range.interval();
    return stored
        .first(range.series(), interval, fromNanos, range.toNanos(), asOfNanos)
        .map(found -> found.map(open -> Math.max(fromNanos, interval.floor(open))));
  }

  /** What was stored then. */
  private final class Then implements LevelWalk.Source {
    private final CandleRange range;
    private final long asOfNanos;

    Then(CandleRange range, long asOfNanos) {
      this.range = range;
      this.asOfNanos = asOfNanos;
    }

    @Override
    public Uni<List<Candle>> between(Interval interval, long fromNanos, long toNanos) {
      return stored.closed(range.series(), interval, fromNanos, toNanos, asOfNanos);
    }

    @Override
    public boolean hasMinutesFrom(long openTimeNanos) {
      return false;
    }
  }
}
