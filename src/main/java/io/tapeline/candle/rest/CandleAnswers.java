package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleReader;
import io.tapeline.candle.app.SettledRanges;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Cursor;
import io.tapeline.http.Moments;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.RowStream;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers a range of candles: from memory, from the store, as of a moment, or all of it. */
@ApplicationScoped
class CandleAnswers {

  private final CandleReader reader;
  private final CandleHistory history;
  private final SettledRanges ranges;

  CandleAnswers(CandleReader reader, CandleHistory history, SettledRanges ranges) {
    this.reader = reader;
    this.history = history;
    this.ranges = ranges;
  }

  /**
   * All that is stored of a range, in one answer of any length.
   *
   * @param known as of this moment; null for the newest
   */
  Uni<Answer> all(CandleRange range, @Nullable Long known) {
    Uni<Long> horizon = known == null ? history.newest() : history.horizon(known);
    return horizon.chain(
        newest -> {
          long moment = known == null ? newest : known;
          Moments.requireStored(moment, newest);
          CacheRule cache = known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
          return RowStream.of(CandleJson.class, history.stream(range, moment)::next, CandleJson::of)
              .map(rows -> Answer.of(rows, cache).knowing(moment, newest));
        });
  }

  /**
   * A page of a range.
   *
   * @param known as of this moment; null for what is known now
   * @param endGiven the caller said where the range ends
   */
  Uni<Answer> page(CandleRange range, Paging paging, @Nullable Long known, boolean endGiven) {
    if (known != null) {
      return history.horizon(known).chain(horizon -> asOf(known, horizon, range, paging));
    }
    boolean bounded = endGiven || range.reachNanos() < range.toNanos();
    return bounded && range.reachNanos() <= reader.storedNanos()
        ? fromStore(range, paging)
        : fresh(range, paging, bounded);
  }

  private Uni<Answer> asOf(long known, long horizon, CandleRange range, Paging paging) {
    Moments.requireStored(known, horizon);
    return ranges
        .read(range, known)
        .map(
            found ->
                answer(range, paging, CacheRule.IMMUTABLE, found.candles())
                    .knowing(known, horizon));
  }

  /** From the store, so that a receipt can say what it was made from; else from memory. */
  private Uni<Answer> fromStore(CandleRange range, Paging paging) {
    return ranges
        .read(range)
        .map(
            found ->
                answer(range, paging, cacheRule(range, found.candles()), found.candles())
                    .knowing(found.asOfNanos(), found.asOfNanos()))
        .onFailure(ProblemException.class)
        .recoverWithUni(() -> fresh(range, paging, true));
  }

  private Uni<Answer> fresh(CandleRange range, Paging paging, boolean bounded) {
    boolean settled = bounded && range.reachNanos() <= reader.settledNanos();
    return reader
        .read(range)
        .map(
            found ->
                answer(range, paging, settled ? cacheRule(range, found) : CacheRule.LIVE, found));
  }

  /** Only what is whole stays as it is; the rest may be refilled. */
  private static CacheRule cacheRule(CandleRange range, List<Candle> found) {
    long watched =
        found.stream().filter(candle -> candle.observedNanos() == range.interval().nanos()).count();
    long intervals = (range.reachNanos() - range.fromNanos()) / range.interval().nanos();
    return watched >= Math.min(intervals, range.limit()) ? CacheRule.IMMUTABLE : CacheRule.HISTORY;
  }

  private static Answer answer(
      CandleRange range, Paging paging, CacheRule cache, List<Candle> found) {
    String next =
        hasNext(range, paging, found)
            ? Cursor.of(paging.list(), Long.toString(covered(range, paging, found)))
            : null;
    List<CandleJson> rows = found.stream().limit(paging.limit()).map(CandleJson::of).toList();
    return Answer.of(new Page<>(CandleJson.class, rows, next), cache);
  }

  private static boolean hasNext(CandleRange range, Paging paging, List<Candle> found) {
    return found.size() > paging.limit() || range.reachNanos() < range.toNanos();
  }

  /** A page covers a stretch of time, which may hold fewer candles than it has room for. */
  private static long covered(CandleRange range, Paging paging, List<Candle> found) {
    return found.size() > paging.limit()
        ? found.get(paging.limit() - 1).openTimeNanos()
        : range.reachNanos() - range.interval().nanos();
  }
}
