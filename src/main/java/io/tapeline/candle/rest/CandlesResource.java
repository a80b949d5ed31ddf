package io.tapeline.candle.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.Answer;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Paging;
import io.tapeline.http.WantedFields;
import io.tapeline.market.Interval;
import io.tapeline.tape.app.TapeTime;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
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

  private final CandleAnswers answers;
  private final SeriesFinder series;
  private final TapeTime time;

  @Inject
  public CandlesResource(CandleAnswers answers, SeriesFinder series, TapeTime time) {
    this.answers = answers;
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
              + " question has the same answer for as long as the data is kept. With `limit=all`, all"
              + " that is stored of the range in one answer, of any length.")
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
      @Parameter(description = Asked.SERIES, example = Asked.SERIES_EXAMPLE) @PathParam("id")
          String id,
      @Parameter(
              description = Asked.INTERVAL,
              schema =
                  @Schema(enumeration = {"1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
          @QueryParam("interval")
          @Nullable String interval,
      @Parameter(description = Asked.FROM) @QueryParam("from") @Nullable String from,
      @Parameter(description = Asked.TO) @QueryParam("to") @Nullable String to,
      @Parameter(
              description =
                  "Only what was recorded by then, as it was then; without `to`, `to` is the same"
                      + " moment.")
          @QueryParam("as_of")
          @Nullable String asOf,
      @Parameter(
              description =
                  "Rows of a page, 1 to 5000, 100 unless said otherwise; `all` for everything at"
                      + " once.",
              example = "100",
              schema = @Schema(type = SchemaType.STRING, pattern = "^([0-9]{1,4}|all)$"))
          @QueryParam("limit")
          @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context RoutingContext route) {
    Inputs inputs = new Inputs();
    Interval length = Lengths.any(inputs, interval);
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
    boolean all = Paging.isForAll(limit, cursor);
    Paging paging =
        inputs.pagingOrAll("candles/" + id + "?" + length + "&" + from + "&" + to, limit, cursor);
    Long after = inputs.position(paging, cursor, Long::valueOf);
    inputs.check();
    long first =
        all ? firstOpen(length, start) : firstOpen(length, start, after, end, paging.limit());
    Set<String> fields = WantedFields.of(route);
    return series
        .find(id)
        .map(
            found ->
                new CandleRange(
                    found, length, first, Math.max(first, end), paging.limitAndOneMore()))
        .chain(
            range ->
                all
                    ? answers.all(range, known, fields)
                    : answers.page(range, paging, known, to != null, fields));
  }

  /** From the start asked for, else from the first that there is. */
  private static long firstOpen(Interval length, @Nullable Long start) {
    return start == null ? length.ceiling(0) : length.ceiling(start);
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
}
