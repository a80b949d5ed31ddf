package io.tapeline.catalog.rest;

import io.tapeline.catalog.AssetInfo;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.catalog.json.AssetDetailJson;
import io.tapeline.catalog.json.AssetJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** What is known about assets. */
@Path("/v1/assets")
@Tag(name = "Reference", description = "Assets, venues and markets.")
public class AssetsResource {

  private final Catalog catalog;

  @Inject
  public AssetsResource(Catalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(
      operationId = "listAssets",
      summary = "All assets",
      description = "Well-known assets and all that venues list. Ascending by id.")
  @APIResponse(
      responseCode = "200",
      description = "A page of assets.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = AssetJson.class)))
  public Answer list(
      @Parameter(
              description = "Only assets of this kind.",
              schema = @Schema(enumeration = {"crypto", "stablecoin", "fiat"}))
          @QueryParam("kind")
          @Nullable String kind,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    AssetInfo.Kind wanted = inputs.choice("kind", kind, AssetInfo.Kind.class);
    Paging paging = inputs.paging("assets?" + wanted, limit, cursor);
    inputs.check();
    Stream<AssetInfo> rows =
        catalog.assets().stream().filter(info -> wanted == null || info.kind() == wanted);
    return Answer.of(
        Page.of(AssetJson.class, paging, rows, info -> info.asset().id(), AssetJson::of),
        CacheRule.REFERENCE);
  }

  @GET
  @Path("{asset}")
  @Operation(
      operationId = "getAsset",
      summary = "One asset",
      description = "What is known about an asset, and the markets where it is the base.")
  @APIResponse(
      responseCode = "200",
      description = "The asset.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AssetDetailJson.class)))
  public Answer get(
      @Parameter(description = "An asset's id, in any case.", example = "btc") @PathParam("asset")
          String asset) {
    AssetInfo info = catalog.requireAsset(asset);
    return Answer.of(
        AssetDetailJson.of(info, catalog.marketsOf(info.asset())), CacheRule.REFERENCE);
  }
}
