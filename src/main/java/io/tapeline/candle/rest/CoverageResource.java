package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CoverageReader;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.candle.json.StretchJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Cursor;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Moments;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is known of a series, and what is missing. */
@Path("/v1/coverage")
@Tag(name = "History")
public class CoverageResource {

  /** A day of minutes. */
  private static final int USUAL_INTERVALS = 1_440;

  private final CoverageReader reader;
  private final CandleHistory history;
  private final SeriesFinder series;
  private final CandleConfig config;

  @Inject
  public CoverageResource(
      CoverageReader reader, CandleHistory history, SeriesFinder series, CandleConfig config) {
    this.reader = reader;
    this.history = history;
    this.series = series;
    this.config = config;
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "listCoverage",
      summary = "What is known of a market or an index price, and what is missing",
      description =
          "Stretches of neighbouring candles of which the same is known, ascending, without holes"
              + " between them. Without `from`, the last 1440 intervals before `to`. Of intervals"
              + " that ended less than some seconds ago nothing is said yet. Of seconds the minutes"
              + " tell.")
  @APIResponse(
      responseCode = "200",
      description = "A page of stretches.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = StretchJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = Asked.SERIES, example = Asked.SERIES_EXAMPLE) @PathParam("id")
          String id,
      @Parameter(
              description = Asked.INTERVAL,
              schema = @Schema(enumeration = {"1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
          @QueryParam("interval")
          @Nullable String interval,
      @Parameter(description = Asked.FROM) @QueryParam("from") @Nullable String from,
      @Parameter(description = Asked.TO) @QueryParam("to") @Nullable String to,
      @Parameter(description = "Only what was recorded by then, as it was then.")
          @QueryParam("as_of")
          @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Interval length = Lengths.fromAMinute(inputs, interval);
    Long moment = inputs.timeNanos("as_of", asOf);
    long known = moment == null ? reader.knownUpToNanos() : reader.knownUpToNanos(moment);
    // a wrong `to` reads as the end of time, so that `from` is not blamed for it
    long end = to == null ? known : inputs.timeNanos("to", to, Long.MAX_VALUE);
    Long given = inputs.timeNanos("from", from);
    long last = length.floor(Math.min(end, known));
    long start =
        given != null
            ? length.ceiling(given)
            : Math.max(0, last - USUAL_INTERVALS * length.nanos());
    if (given != null && to != null && given > end) {
      inputs.wrong("from", "must not be after to", from);
    }
    Paging paging =
        inputs.paging("coverage/" + id + "?" + length + "&" + from + "&" + to, limit, cursor);
    Long after = inputs.position(paging, cursor, Long::valueOf);
    inputs.check();
    long first =
        after == null ? start : length.floor(Math.clamp(after, start, Math.max(start, last)));
    return series
        .find(id)
        .map(found -> range(found, length, first, Math.max(first, last), paging))
        .chain(
            range ->
                moment == null
                    ? reader
                        .read(range)
                        .map(found -> answer(range, paging, last, found, CacheRule.LIVE))
                    : history
                        .horizon()
                        .atLeast(moment)
                        .chain(horizon -> asOf(moment, horizon, range, paging, last)));
  }

  private Uni<Answer> asOf(long moment, long horizon, CandleRange range, Paging paging, long last) {
    Moments.requireStored(moment, horizon);
    return reader
        .read(range, moment)
        .map(
            found ->
                answer(range, paging, last, found, CacheRule.IMMUTABLE).knowing(moment, horizon));
  }

  /** A page tells of so many intervals at most as one request may read. */
  private CandleRange range(Series of, Interval length, long first, long last, Paging paging) {
    long reach = new CandleRange(of, length, first, last, config.maxCandlesRead()).reachNanos();
    return new CandleRange(of, length, first, reach, paging.limitAndOneMore());
  }

  private static Answer answer(
      CandleRange range, Paging paging, long last, List<Stretch> found, CacheRule cache) {
    boolean more = found.size() > paging.limit();
    List<Stretch> shown = more ? found.subList(0, paging.limit()) : found;
    long covered = more ? shown.getLast().toNanos() : range.toNanos();
    String next = covered < last ? Cursor.of(paging.list(), Long.toString(covered)) : null;
    List<StretchJson> rows =
        shown.stream().map(stretch -> StretchJson.of(range.interval(), stretch)).toList();
    return Answer.of(new Page<>(StretchJson.class, rows, next), cache);
  }
}
