package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleReader;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Cursor;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Candles of markets and of index prices. */
@Path("/v1/candles")
@Tag(name = "History", description = "Candles and trades.")
public class CandlesResource {

  private static final Map<String, Interval> INTERVALS =
      Arrays.stream(Interval.values()).collect(Collectors.toMap(Interval::id, i -> i));

  private final CandleReader reader;
  private final CandleHistory history;
  private final SeriesFinder series;
  private final TapeTime time;

  @Inject
  public CandlesResource(
      CandleReader reader, CandleHistory history, SeriesFinder series, TapeTime time) {
    this.reader = reader;
    this.history = history;
    this.series = series;
    this.time = time;
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "listCandles",
      summary = "Candles of a market or an index price",
      description =
          "Ascending by open time. Without `from`, the newest `limit` candles before `to`. The last"
              + " one may still be open: `complete` is false and `revision` 0. With `as_of`, the same"
              + " question has the same answer for as long as the data is kept.")
  @APIResponse(
      responseCode = "200",
      description = "A page of candles.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = CandleJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(
              description = "An asset (its US dollar index), an index pair, or a market.",
              example = "binance:btc-usdt")
          @PathParam("id")
          String id,
      @Parameter(
              description = "Length of a candle, 1m unless said otherwise.",
              schema =
                  @Schema(enumeration = {"1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
          @QueryParam("interval")
          @Nullable String interval,
      @Parameter(description = "First open time, inclusive.") @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "Last open time, exclusive; now unless said otherwise.")
          @QueryParam("to")
          @Nullable String to,
      @Parameter(
              description =
                  "Only what was recorded by then, as it was then; without `to`, `to` is the same"
                      + " moment.")
          @QueryParam("as_of")
          @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Interval length = inputs.choice("interval", interval, INTERVALS, Interval.M1);
    Long known = inputs.timeNanos("as_of", asOf);
    // a wrong `to` reads as the end of time, so that `from` is not blamed for it
    long end =
        to == null
            ? length.floor(known == null ? time.nanos() : known) + length.nanos()
            : inputs.timeNanos("to", to, Long.MAX_VALUE);
    Long start = inputs.timeNanos("from", from);
    if (start != null && start > end) {
      inputs.wrong("from", "must not be after to", from);
    }
    Paging paging =
        inputs.paging("candles/" + id + "?" + length + "&" + from + "&" + to, limit, cursor);
    Long after = inputs.position(paging, cursor, Long::valueOf);
    inputs.check();
    long first = firstOpen(length, start, after, end, paging.limit());
    return series
        .find(id)
        .map(
            found ->
                new CandleRange(
                    found, length, first, Math.max(first, end), paging.limitAndOneMore()))
        .chain(range -> answer(range, paging, known, to != null));
  }

  private Uni<Answer> answer(
      CandleRange range, Paging paging, @Nullable Long known, boolean endGiven) {
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
    return history
        .read(range, known)
        .map(found -> answer(range, paging, CacheRule.IMMUTABLE, found).knowing(known, horizon));
  }

  /** From the store, so that a receipt can say what it was made from; else from memory. */
  private Uni<Answer> fromStore(CandleRange range, Paging paging) {
    return history
        .newest()
        .chain(
            newest ->
                history
                    .read(range, newest)
                    .map(
                        found ->
                            answer(range, paging, cacheRule(range, found), found)
                                .knowing(newest, newest)))
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

  /** Behind the page before, else from the start asked for, else so that the newest fit. */
  private static long firstOpen(
      Interval length, @Nullable Long start, @Nullable Long after, long end, int limit) {
    long first =
        after != null
            ? length.floor(Math.clamp(after, 0, Math.max(0, end))) + length.nanos()
            : start != null ? start : length.floor(end - 1) - (limit - 1) * length.nanos();
    return length.ceiling(Math.max(first, 0));
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
