package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.Callers;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.fee.app.FeeReader;
import io.tapeline.chain.json.fee.FeesJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.Outsider;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What it costs to be in a block of a chain. */
@Path("/v1/chains")
@Tag(name = "Chains", description = "What nodes of chains agree on.")
public class FeesResource {

  private static final int USUAL_BLOCKS = 20;

  private final HeadReader heads;
  private final FeeReader fees;

  @Inject
  public FeesResource(HeadReader heads, FeeReader fees) {
    this.heads = heads;
    this.fees = fees;
  }

  @GET
  @Path("{chain}/fees")
  @Operation(
      operationId = "getChainFees",
      summary = "What to pay to be in a block",
      description =
          "Suggestions for three speeds, the next base fee, and what was paid in the last blocks. Base"
              + " fees are those of the headers that nodes agree on; percentiles are the median of what"
              + " several nodes say of them. `no_nodes` where no chain is followed,"
              + " `chain_unavailable` where too few nodes say it.")
  @APIResponse(
      responseCode = "200",
      description = "Its fees.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FeesJson.class)))
  public Uni<Answer> fees(
      @Parameter(description = "A chain's name, in any case.", example = "ethereum")
          @PathParam("chain")
          String chain,
      @Parameter(
              description = "So many of the last blocks are looked at, 1 to 100; 20 if not given.",
              example = "20")
          @QueryParam("blocks")
          @Nullable String blocks,
      @Context RoutingContext route) {
    Inputs inputs = new Inputs();
    int count = inputs.integer("blocks", blocks, USUAL_BLOCKS, 1, FeeReader.MOST_BLOCKS);
    inputs.check();
    ChainTracker tracker = heads.require(chain);
    requireLeave(Callers.leaveOf(route), tracker);
    return fees.fees(tracker, heads.requireHead(tracker), count)
        .map(
            report ->
                Answer.of(
                    FeesJson.of(tracker.chain(), report, heads.isStale(tracker)), CacheRule.LIVE));
  }

  /** What nodes said may be kept for others, so the leave is asked for before. */
  private static void requireLeave(Leave leave, ChainTracker tracker) {
    for (NodeState node : tracker.chain().nodes().states()) {
      leave.require(Outsider.node(tracker.chain().name() + "/" + node.name()));
    }
  }
}
