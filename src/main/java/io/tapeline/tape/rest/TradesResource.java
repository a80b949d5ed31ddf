package io.tapeline.tape.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.http.Answer;
import io.tapeline.http.Inputs;
import io.tapeline.http.Paging;
import io.tapeline.tape.TradePlace;
import io.tapeline.tape.TradeRange;
import io.tapeline.tape.app.MarketFinder;
import io.tapeline.tape.app.TapeTime;
import io.tapeline.tape.json.TradeJson;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tape itself. */
@Path("/v1/trades")
@Tag(name = "History")
public class TradesResource {

  private static final long DEFAULT_RANGE_NANOS = Duration.ofMinutes(5).toNanos();

  private final TradeAnswers answers;
  private final MarketFinder markets;
  private final TapeTime time;

  @Inject
  public TradesResource(TradeAnswers answers, MarketFinder markets, TapeTime time) {
    this.answers = answers;
    this.markets = markets;
    this.time = time;
  }

  @GET
  @Path("{market}")
  @Operation(
      operationId = "listTrades",
      summary = "Trades of a market",
      description =
          "Ascending by time, then id. Without `from`, those of the five minutes before `to`. With"
              + " `as_of`, the same question has the same answer for as long as the data is kept. With"
              + " `limit=all`, all that is stored of the range, without `from` from the first on, in"
              + " one answer of any length.")
  @APIResponse(
      responseCode = "200",
      description = "A page of trades.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = TradeJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = "A market's id, in any case.", example = "binance:btc-usdt")
          @PathParam("market")
          String id,
      @Parameter(description = "First event time, inclusive.") @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "Last event time, exclusive; now unless said otherwise.")
          @QueryParam("to")
          @Nullable String to,
      @Parameter(
              description =
                  "Only what was recorded by then; without `to`, `to` is the same moment.")
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
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Long known = inputs.timeNanos("as_of", asOf);
    // a wrong `to` reads as the end of time, so that `from` is not blamed for it
    Long given = to == null ? known : Long.valueOf(inputs.timeNanos("to", to, Long.MAX_VALUE));
    // a venue's clock may be ahead of ours, so that "now" leaves some room
    long end = given == null ? time.nanos() + DEFAULT_RANGE_NANOS : given;
    Long start = inputs.timeNanos("from", from);
    if (start != null && start > end) {
      inputs.wrong("from", "must not be after to", from);
    }
    boolean all = Paging.isForAll(limit, cursor);
    Paging paging = inputs.pagingOrAll("trades/" + id + "?" + from + "&" + to, limit, cursor);
    TradePlace after = inputs.position(paging, cursor, Positions::read);
    inputs.check();
    return markets
        .find(id)
        .chain(
            market ->
                all
                    ? answers.all(market, start == null ? 0 : start, given, known)
                    : answers.page(
                        new TradeRange(market, firstPlace(after, start, given), end),
                        paging,
                        known,
                        given != null));
  }

  /** Behind the page before, else from the start asked for, else so that the newest are in it. */
  private TradePlace firstPlace(
      @Nullable TradePlace after, @Nullable Long start, @Nullable Long end) {
    if (after == null) {
      long last = end == null ? time.nanos() : end;
      return TradePlace.before(start == null ? Math.max(0, last - DEFAULT_RANGE_NANOS) : start);
    }
    // what a cursor says is no secret, and no way out of the range
    TradePlace first = TradePlace.before(start == null ? 0 : start);
    return after.compareTo(first) < 0 ? first : after;
  }
}
