package io.tapeline.tape.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.Market;
import io.tapeline.market.TradeId;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TapeTime;
import io.tapeline.tape.app.TradeReader;
import io.tapeline.tape.json.TradeJson;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
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

  /** Trades of one moment that a page can continue after; more at one nanosecond would be cut. */
  private static final int SAME_MOMENT = 1_000;

  private final TradeReader reader;
  private final Catalog catalog;
  private final TapeTime time;

  @Inject
  public TradesResource(TradeReader reader, Catalog catalog, TapeTime time) {
    this.reader = reader;
    this.catalog = catalog;
    this.time = time;
  }

  @GET
  @Path("{market}")
  @Operation(
      operationId = "listTrades",
      summary = "Trades of a market",
      description = "Ascending by time, then id. Without `from`, those of the last five minutes.")
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
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    // a venue's clock may be ahead of ours, so that "now" leaves some room
    // and a wrong `to` reads as the end of time, so that `from` is not blamed for it
    long end =
        to == null
            ? time.nanos() + DEFAULT_RANGE_NANOS
            : inputs.timeNanos("to", to, Long.MAX_VALUE);
    long start = inputs.timeNanos("from", from, Math.max(0, end - 2 * DEFAULT_RANGE_NANOS));
    if (start > end) {
      inputs.wrong("from", "must not be after to", from);
    }
    Paging paging = inputs.paging("trades/" + id + "?" + from + "&" + to, limit, cursor);
    Position after = inputs.position(paging, cursor, Position::read);
    inputs.check();
    Market market = catalog.requireMarket(id).market();
    return reader
        .between(
            market,
            after == null ? start : after.timeNanos,
            end,
            paging.limitAndOneMore() + (after == null ? 0 : SAME_MOMENT))
        .map(found -> answer(paging, after, found));
  }

  private static Answer answer(Paging paging, @Nullable Position after, List<Traded> found) {
    List<Traded> rows =
        found.stream()
            .filter(traded -> after == null || after.isBefore(traded))
            .limit(paging.limitAndOneMore())
            .toList();
    return Answer.of(
        Page.of(TradeJson.class, paging, rows, Position::of, TradeJson::of), CacheRule.LIVE);
  }

  /** A trade's place in the list. */
  private record Position(long timeNanos, TradeId id) {

    static Position read(String text) {
      int slash = text.indexOf('/');
      return new Position(
          Long.parseLong(text.substring(0, slash)), TradeId.parse(text.substring(slash + 1)));
    }

    static String of(Traded traded) {
      return traded.trade().eventTimeNanos() + "/" + traded.trade().id();
    }

    boolean isBefore(Traded traded) {
      long time = traded.trade().eventTimeNanos();
      return time > timeNanos || (time == timeNanos && traded.trade().id().compareTo(id) > 0);
    }
  }
}
