package io.tapeline.chain.rest;

import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.json.status.ChainJson;
import io.tapeline.chain.json.status.HeadJson;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Chains: which are followed, and where they are. */
@Path("/v1/chains")
@Tag(name = "Chains", description = "What nodes of chains agree on.")
public class ChainsResource {

  private final HeadReader reader;

  @Inject
  public ChainsResource(HeadReader reader) {
    this.reader = reader;
  }

  @GET
  @Operation(
      operationId = "listChains",
      summary = "The chains that are followed",
      description =
          "Chains whose nodes the configuration names, and how these nodes do. Ascending by name;"
              + " `no_nodes` where none is named.")
  @APIResponse(
      responseCode = "200",
      description = "A page of them.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = ChainJson.class)))
  public Answer list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Paging paging = inputs.paging("chains", limit, cursor);
    inputs.check();
    List<ChainTracker> rows =
        reader.requireAny().stream()
            .filter(tracker -> paging.isAfter(tracker.chain().name()))
            .limit(paging.limitAndOneMore())
            .toList();
    return Answer.of(
        Page.of(
            ChainJson.class,
            paging,
            rows,
            tracker -> tracker.chain().name(),
            tracker -> ChainJson.of(tracker, reader.isStale(tracker))),
        CacheRule.LIVE);
  }

  @GET
  @Path("{chain}/head")
  @Operation(
      operationId = "getChainHead",
      summary = "Where a chain is",
      description =
          "The newest block that enough of the chain's nodes agree on, and how far the safe and the"
              + " final one are behind. `no_nodes` where no chain is followed, `chain_unavailable`"
              + " before nodes first agreed.")
  @APIResponse(
      responseCode = "200",
      description = "Its head.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HeadJson.class)))
  public Answer head(
      @Parameter(description = "A chain's name, in any case.", example = "ethereum")
          @PathParam("chain")
          String chain) {
    ChainTracker tracker = reader.require(chain);
    return Answer.of(
        HeadJson.of(tracker, reader.requireHead(tracker), reader.isStale(tracker)), CacheRule.LIVE);
  }
}
