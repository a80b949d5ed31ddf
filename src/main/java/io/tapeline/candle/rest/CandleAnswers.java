package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleReader;
import io.tapeline.candle.app.SettledRanges;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Cursor;
import io.tapeline.http.Everything;
import io.tapeline.http.Moments;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.RowStream;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
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
   * @param fields those that are wanted; none for all
   */
  Uni<Answer> all(CandleRange range, @Nullable Long known, Set<String> fields) {
    return Everything.of(
        history.horizon(),
        known,
        moment ->
            RowStream.of(
                CandleJson.class,
                history.stream(range, moment, CandleJson.parts(fields))::next,
                CandleJson::of));
  }

  /**
   * A page of a range.
   *
   * @param known as of this moment; null for what is known now
   * @param endGiven the caller said where the range ends
   * @param fields those that are wanted; none for all. What is known now is read whole all the
   *     same: it is in memory, or will be for the next one who asks, whatever fields that one wants
   */
  Uni<Answer> page(
      CandleRange range,
      Paging paging,
      @Nullable Long known,
      boolean endGiven,
      Set<String> fields) {
    if (known != null) {
      return history
          .horizon()
          .atLeast(known)
          .chain(horizon -> asOf(known, horizon, range, paging, fields));
    }
    boolean bounded = endGiven || range.reachNanos() < range.toNanos();
    return bounded && range.reachNanos() <= reader.storedNanos()
        ? fromStore(range, paging)
        : fresh(range, paging, bounded);
  }

  private Uni<Answer> asOf(
      long known, long horizon, CandleRange range, Paging paging, Set<String> fields) {
    Moments.requireStored(known, horizon);
    Uni<List<PartialCandle>> read =
        fields.isEmpty()
            ? ranges.read(range, known).map(found -> parts(found.candles()))
            : history.read(range, known, CandleJson.parts(fields));
    return read.chain(
            found ->
                history
                    .next(range, found.isEmpty(), known, range.toNanos())
                    .map(next -> answer(range, paging, CacheRule.IMMUTABLE, found, next)))
        .map(answer -> answer.knowing(known, horizon));
  }

  /** From the store, so that a receipt can say what it was made from; else from memory. */
  private Uni<Answer> fromStore(CandleRange range, Paging paging) {
    return ranges
        .read(range)
        .chain(
            found -> {
              List<Candle> candles = found.candles();
              long asOf = found.asOfNanos();
              return history
                  .next(range, candles.isEmpty(), asOf, range.toNanos())
                  .map(
                      next ->
                          answer(range, paging, cacheRule(range, candles), parts(candles), next))
                  .map(answer -> answer.knowing(asOf, asOf));
            })
        .onFailure(ProblemException.class)
        .recoverWithUni(() -> fresh(range, paging, true));
  }

  private Uni<Answer> fresh(CandleRange range, Paging paging, boolean bounded) {
    boolean settled = bounded && range.reachNanos() <= reader.settledNanos();
    return reader
        .read(range)
        .chain(
            found -> {
              CacheRule cache = settled ? cacheRule(range, found) : CacheRule.LIVE;
              return history
                  .next(range, found.isEmpty(), Long.MAX_VALUE, reader.storedNanos())
                  // memory answers without the store, and this answer is nobody's for long
                  .onFailure(ProblemException.class)
                  .recoverWithItem(range.reachNanos())
                  .map(next -> answer(range, paging, cache, parts(found), next));
            });
  }

  private static List<PartialCandle> parts(List<Candle> candles) {
    return candles.stream().map(PartialCandle::of).toList();
  }

  /** Only what is whole and our own stays as it is; the rest may be refilled or imported again. */
  private static CacheRule cacheRule(CandleRange range, List<Candle> found) {
    long settled = found.stream().filter(Candle::lasts).count();
    long intervals = (range.reachNanos() - range.fromNanos()) / range.interval().nanos();
    return settled >= Math.min(intervals, range.limit()) ? CacheRule.IMMUTABLE : CacheRule.HISTORY;
  }

  private static Answer answer(
      CandleRange range,
      Paging paging,
      CacheRule cache,
      List<PartialCandle> found,
      long nextNanos) {
    String next =
        found.size() > paging.limit() || nextNanos < range.toNanos()
            ? Cursor.of(paging.list(), Long.toString(covered(range, paging, found, nextNanos)))
            : null;
    List<CandleJson> rows = found.stream().limit(paging.limit()).map(CandleJson::of).toList();
    return Answer.of(new Page<>(CandleJson.class, rows, next), cache);
  }

  /** A page covers a stretch of time, which may hold fewer candles than it has room for. */
  private static long covered(
      CandleRange range, Paging paging, List<PartialCandle> found, long nextNanos) {
    return found.size() > paging.limit()
        ? found.get(paging.limit() - 1).openTimeNanos()
        : nextNanos - range.interval().nanos();
  }
}
