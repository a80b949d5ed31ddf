package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Fence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps closed candles, every revision of them; nothing is overwritten. */
public interface CandleStore {

  /**
   * Takes a closed candle to be stored soon, in batches. Never blocks; a full spool is counted. A
   * candle that is already stored with the same content is left alone; one with other content under
   * a known open time becomes the next revision.
   */
  void append(Series series, Candle candle);

  /**
   * Stores these candles, and the longer ones that follow from them, at once: all of them or none.
   * Completes when they are committed; fails if the database does not take them. May be called
   * again with the same. Memory, in this process and in others, forgets what it may correct.
   *
   * @param fence of whoever may lose the leave to write
   */
  Uni<Void> write(List<Rung> batch, Fence fence);

  /** The same for those who need nobody's leave. */
  default Uni<Void> write(List<Rung> batch) {
    return write(batch, Fence.NONE);
  }

  /**
   * Of what was appended, all candles that ended earlier are stored, as far as they were appended
   * in the order of their ends: that of the one that waits longest. {@link Long#MAX_VALUE} if none
   * waits.
   */
  long writtenUpToNanos();

  /**
   * The newest revision of each stored candle, by open time, ascending.
   *
   * @param fromNanos inclusive, open time
   * @param toNanos exclusive
   * @param asOfNanos revisions recorded later are not seen; {@link Long#MAX_VALUE} for all
   */
  Uni<List<Candle>> closed(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit);

  /**
   * The same with only these parts of each candle, so that the others need not be read.
   *
   * @param parts none is fine: open times alone
   */
  Uni<List<PartialCandle>> closed(
      Series series,
      Interval interval,
      long fromNanos,
      long toNanos,
      long asOfNanos,
      int limit,
      Set<Part> parts);

  /**
   * The open time of the first stored candle that says something of an interval: one of its own
   * length or, down to the minute, a shorter one; of seconds the minute.
   *
   * @param fromNanos inclusive, open time
   * @param toNanos exclusive
   * @param asOfNanos what was recorded later is not seen
   */
  Uni<Optional<Long>> first(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos);

  /**
   * What was recorded after a moment and by another, in the order of recording.
   *
   * @param intervals none of them shorter than a minute
   * @param series whose candles; none for those of every index
   * @param untilNanos not later than the {@link #horizon}
   * @param many after so many candles of any series it ends with the moment of recording at hand
   */
  Uni<RecordedCandles> recorded(
      Set<Interval> intervals, Set<String> series, long afterNanos, long untilNanos, int many);

  /** Whether anything was ever stored of it. */
  Uni<Boolean> knows(Series series);

  /**
   * A moment up to which everything is stored, nanoseconds since 1970 UTC: nothing will be recorded
   * as of it or of earlier any more. At least the one given, unless that lies in the future.
   */
  Uni<Long> horizon(long atLeastNanos);

  /**
   * What is known of the stored candles of a range, neighbours of the same state together,
   * ascending. Where no candle is stored there is no stretch.
   *
   * @param fromNanos inclusive, open time
   * @param toNanos exclusive
   * @param asOfNanos revisions recorded later are not seen; {@link Long#MAX_VALUE} for all
   */
  Uni<List<Stretch>> stretches(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit);

  /**
   * The newest stored candle of each base interval, minutes first, of every series that has one.
   *
   * @param fromNanos inclusive, open time: series with nothing since are left out
   */
  Uni<Map<Series, List<Candle>>> newest(long fromNanos);
}
