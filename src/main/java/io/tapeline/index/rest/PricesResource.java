package io.tapeline.index.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.http.Answer;
import io.tapeline.http.Inputs;
import io.tapeline.http.Paging;
import io.tapeline.index.json.PriceJson;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Index prices now. */
@Path("/v1/prices")
@Tag(name = "Prices", description = "What it costs now.")
public class PricesResource {

  private static final String ASSET = "An asset's id, in any case.";
  private static final String QUOTE = "What prices are in.";
  private static final String AS_OF =
      "What would have been answered then, as far as it was kept; not later than"
          + " `Tapeline-Horizon`.";

  private static final int MAX_ASSETS = 100;
  private static final String USD = "usd";
  private static final Asset DOLLAR = new Asset(USD);
  private static final Map<String, String> QUOTES = Map.of(USD, USD);

  private final CurrentPrices now;
  private final PastPrices past;
  private final Catalog catalog;
  private final TapeTime time;

  @Inject
  public PricesResource(CurrentPrices now, PastPrices past, Catalog catalog, TapeTime time) {
    this.now = now;
    this.past = past;
    this.catalog = catalog;
    this.time = time;
  }

  @GET
  @Operation(
      operationId = "listPrices",
      summary = "Index prices now",
      description =
          "Those of the assets named, or all there are; an asset without a price is left out."
              + " Ascending by asset id.")
  @APIResponse(
      responseCode = "200",
      description = "A page of prices.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = PriceJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: with `as_of`, while the database does not answer.")
  public Uni<Answer> list(
      @Parameter(description = "Only these assets, between commas.", example = "btc,eth")
          @QueryParam("assets")
          @Nullable String assets,
      @Parameter(
              description = QUOTE,
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"usd"}))
          @QueryParam("quote")
          @Nullable String quote,
      @Parameter(description = AS_OF) @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    List<String> wanted = inputs.list("assets", assets, MAX_ASSETS);
    inputs.choice("quote", quote, QUOTES);
    Long moment = inputs.timeNanos("as_of", asOf);
    Paging paging = inputs.paging("prices?" + wanted, limit, cursor);
    inputs.check();
    wanted.forEach(catalog::requireAsset);
    if (moment != null) {
      past.requireStored(moment);
      return past.list(wanted, paging, moment);
    }
    return Uni.createFrom().item(Answer.repeated(() -> now.list(wanted, paging)));
  }

  @GET
  @Path("{asset}")
  @Operation(
      operationId = "getPrice",
      summary = "The index price of an asset now",
      description =
          "The price, its confidence interval, and every market that went into it or not.")
  @APIResponse(
      responseCode = "200",
      description = "The price.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PriceJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: with `as_of`, while the database does not answer.")
  public Uni<Answer> get(
      @Parameter(description = ASSET, example = "btc") @PathParam("asset") String asset,
      @Parameter(
              description = QUOTE,
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"usd"}))
          @QueryParam("quote")
          @Nullable String quote,
      @Parameter(description = AS_OF) @QueryParam("as_of") @Nullable String asOf) {
    Inputs inputs = new Inputs();
    inputs.choice("quote", quote, QUOTES);
    Long moment = inputs.timeNanos("as_of", asOf);
    inputs.check();
    Instrument instrument = index(asset);
    if (moment != null) {
      past.requireStored(moment);
      return past.one(instrument, moment, null);
    }
    return Uni.createFrom().item(Answer.repeated(() -> now.one(instrument)));
  }

  @GET
  @Path("{asset}/at")
  @Operation(
      operationId = "getPriceAt",
      summary = "The index price of an asset at a moment",
      description =
          "The newest price that was kept at that moment or before it, at most a minute older; never a"
              + " later one, and nothing made up in between. `Tapeline-Age-Ms` tells how much older."
              + " Where there is none, the problem names the nearest moments that have one. The"
              + " figures of the day before are null.")
  @APIResponse(
      responseCode = "200",
      description = "The price.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PriceJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> at(
      @Parameter(description = ASSET, example = "btc") @PathParam("asset") String asset,
      @Parameter(description = "The moment; not in the future.", required = true)
          @QueryParam("time")
          @Nullable String when,
      @Parameter(
              description = QUOTE,
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"usd"}))
          @QueryParam("quote")
          @Nullable String quote,
      @Parameter(description = AS_OF) @QueryParam("as_of") @Nullable String asOf) {
    Inputs inputs = new Inputs();
    inputs.choice("quote", quote, QUOTES);
    Long moment = inputs.timeNanos("time", when);
    Long known = inputs.timeNanos("as_of", asOf);
    if (moment != null && moment > time.nanos()) {
      inputs.wrong("time", "must not be in the future of the tape", when);
    }
    inputs.required("time", when);
    inputs.check();
    if (known != null) {
      past.requireStored(known);
    }
    return past.one(index(asset), Objects.requireNonNull(moment), known);
  }

  private Instrument index(String asset) {
    Asset base = catalog.requireAsset(asset).asset();
    if (base.equals(DOLLAR)) {
      throw new ProblemException(new Problem.NoPrice(USD, "It is what prices are in."));
    }
    return new Instrument(base, DOLLAR, Instrument.Kind.SPOT);
  }
}
