package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalRange;
import java.util.List;
import java.util.Optional;

/** Keeps what was said, every revision of it; nothing is overwritten. */
public interface SignalStore {

  /**
   * Up to which moment of recording of candles their closes are judged, nanoseconds since 1970 UTC.
   */
  Uni<Long> markNanos();

  /**
   * Stores these, and that candles are judged up to the next moment: both or neither. Fails with
   * {@link io.tapeline.ops.store.FencedOffException} if somebody else has moved the mark.
   *
   * @param markNanos where the mark is
   * @param nextNanos the same or later
   */
  Uni<Void> write(List<Judged> judged, long markNanos, long nextNanos);

  /**
   * Stores these wherever the mark is: what no candle follows from alone. Fails if any of them is
   * stored.
   */
  Uni<Void> add(List<Judged> judged);

  /**
   * The newest revision of each, of all strategies and their versions.
   *
   * @param fromNanos open time, inclusive
   * @param toNanos exclusive
   */
  Uni<List<Judged>> newest(Series series, Interval interval, long fromNanos, long toNanos);

  /**
   * The first open time of which anything is stored.
   *
   * @param fromNanos inclusive
   * @param toNanos exclusive
   */
  Uni<Optional<Long>> first(Series series, Interval interval, long fromNanos, long toNanos);

  /**
   * What was said of a range as it was known at a moment: the newest revision by then, ascending.
   * Fails with {@code store_unavailable}.
   */
  Uni<List<Recorded>> history(SignalRange range, long asOfNanos, int limit);

  /**
   * A moment up to which everything is stored, at least the one given, unless that lies in the
   * future. Fails with {@code store_unavailable}.
   */
  Uni<Long> horizon(long atLeastNanos);
}
