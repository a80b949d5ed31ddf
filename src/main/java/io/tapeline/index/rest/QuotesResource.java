package io.tapeline.index.rest;

import io.tapeline.catalog.app.Catalog;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.index.app.IndexConfig;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.app.PriceBoard.MarketBoard;
import io.tapeline.index.json.QuoteJson;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The board: what each venue says. */
@Path("/v1/quotes")
@Tag(name = "Prices")
public class QuotesResource {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final PriceBoard board;
  private final Catalog catalog;
  private final TapeTime time;
  private final IndexConfig config;

  @Inject
  public QuotesResource(PriceBoard board, Catalog catalog, TapeTime time, IndexConfig config) {
    this.board = board;
    this.catalog = catalog;
    this.time = time;
    this.config = config;
  }

  @GET
  @Path("{asset}")
  @Operation(
      operationId = "listQuotes",
      summary = "Last, bid and ask of every market of an asset",
      description = "Ascending by market id. Perpetual swaps are among them.")
  @APIResponse(
      responseCode = "200",
      description = "A page of quotes.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = QuoteJson.class)))
  public Answer list(
      @Parameter(description = "An asset's id, in any case.", example = "btc") @PathParam("asset")
          String asset,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Paging paging = inputs.paging("quotes/" + asset, limit, cursor);
    inputs.check();
    List<MarketBoard> rows =
        board.markets(catalog.requireAsset(asset).asset()).stream()
            .filter(market -> paging.isAfter(market.market().id()))
            .limit(paging.limitAndOneMore())
            .toList();
    Answer answer =
        Answer.of(
            Page.of(
                QuoteJson.class,
                paging,
                rows,
                market -> market.market().id(),
                market -> QuoteJson.of(market, isStale(market))),
            CacheRule.LIVE);
    Answer now = answer.asOf(time.nanos());
    OptionalLong newest = rows.stream().mapToLong(MarketBoard::receivedNanos).max();
    return newest.isEmpty() ? now : now.aged((time.nanos() - newest.getAsLong()) / NANOS_PER_MILLI);
  }

  private boolean isStale(MarketBoard market) {
    return time.nanos() - market.receivedNanos() > config.quiet().toNanos();
  }
}
