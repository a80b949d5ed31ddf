package io.tapeline.chain.rest;

import io.smallrye.mutiny.Multi;
import io.tapeline.chain.app.HeadReader;
import io.tapeline.chain.json.stored.WatchedChainJson;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.chain.record.BlockNews;
import io.tapeline.chain.record.ChainEvent;
import io.tapeline.http.Inputs;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Chains as they go on. */
@Path("/v1/chains")
@Tag(name = "Chains", description = "What nodes of chains agree on.")
public class ChainEventsResource {

  /** In memory: the store is asked when something was stored. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final HeadReader heads;
  private final BlockHistory history;
  private final BlockNews news;

  @Inject
  public ChainEventsResource(HeadReader heads, BlockHistory history, BlockNews news) {
    this.heads = heads;
    this.history = history;
    this.news = news;
  }

  @GET
  @Path("{chain}/events")
  @OfFollowedChain
  @OfKeptEvents
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "watchChain",
      summary = "A chain as it goes on",
      description =
          "Server-sent events. `head`, at first and each time it moves: where nodes agree that the"
              + " chain is. `block`: a block was stored that is on the chain; `withdrawn`: one is no"
              + " longer on it; `finality`: others are safe or final. These have ids; with"
              + " `Last-Event-ID` all that came since is told, from the store, in its order: nothing"
              + " is left out and nothing is told twice. Without it, what comes from now on.")
  @APIResponse(
      responseCode = "200",
      description = "The events; the schema is that of each one's `data`.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = WatchedChainJson.class)))
  @APIResponse(
      responseCode = "410",
      description =
          "`no_longer_kept`: what came since `Last-Event-ID` was removed after its retention.")
  public Multi<OutboundSseEvent> watch(
      @Parameter(description = "A chain's name, in any case.", example = "ethereum")
          @PathParam("chain")
          String chain,
      @Parameter(description = "The id of the last event that you have.")
          @HeaderParam("Last-Event-ID")
          @Nullable String last,
      @Context Sse sse) {
    Inputs inputs = new Inputs();
    ChainEvent.Place told =
        inputs.parsed("Last-Event-ID", last, "the id of an event", ChainEvent.Place::parse);
    inputs.check();
    WatchedBlocks watched = new WatchedBlocks(heads.require(chain), history, news, sse, told);
    return Multi.createFrom()
        .ticks()
        .every(LOOK_EVERY)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(_ -> watched.look())
        .onItem()
        .<OutboundSseEvent>disjoint();
  }
}
