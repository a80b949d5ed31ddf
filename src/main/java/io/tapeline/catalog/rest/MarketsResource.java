package io.tapeline.catalog.rest;

import io.tapeline.catalog.app.Catalog;
import io.tapeline.catalog.json.MarketJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.ListedMarket;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The markets that venues list. */
@Path("/v1/markets")
@Tag(name = "Reference")
public class MarketsResource {

  private static final int MAX_IDS = 100;

  private final Catalog catalog;

  @Inject
  public MarketsResource(Catalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(
      operationId = "listMarkets",
      summary = "All markets",
      description = "The markets that the venues list, as they list them. Ascending by id.")
  @APIResponse(
      responseCode = "200",
      description = "A page of markets.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = MarketJson.class)))
  public Answer list(
      @Parameter(description = "Only these base assets, between commas.", example = "btc,eth")
          @QueryParam("asset")
          @Nullable String asset,
      @Parameter(description = "Only these venues, between commas.", example = "kraken")
          @QueryParam("venue")
          @Nullable String venue,
      @Parameter(description = "Only these quote assets, between commas.", example = "usd,usdt")
          @QueryParam("quote")
          @Nullable String quote,
      @Parameter(
              description = "Only markets with this status.",
              schema = @Schema(enumeration = {"trading", "halted", "delisted"}))
          @QueryParam("status")
          @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    MarketFilter filter =
        new MarketFilter(
            inputs.list("asset", asset, MAX_IDS),
            inputs.list("venue", venue, MAX_IDS),
            inputs.list("quote", quote, MAX_IDS),
            inputs.choice("status", status, ListedMarket.Status.class));
    Paging paging = inputs.paging("markets?" + filter, limit, cursor);
    inputs.check();
    filter.bases().forEach(catalog::requireAsset);
    filter.quotes().forEach(catalog::requireAsset);
    filter.venues().forEach(catalog::requireVenue);
    Stream<ListedMarket> rows = catalog.markets().stream().filter(filter);
    return Answer.of(
        Page.of(MarketJson.class, paging, rows, listed -> listed.market().id(), MarketJson::of),
        CacheRule.REFERENCE);
  }
}
