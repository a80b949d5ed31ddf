package io.tapeline.exchange.status;

import io.tapeline.catalog.app.Catalog;
import io.tapeline.exchange.app.FeedBoard;
import io.tapeline.exchange.app.FeedBoard.VenueState;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The venues of the feed. */
@Path("/v1/venues")
@Tag(name = "Reference")
public class VenuesResource {

  private final FeedBoard board;
  private final Catalog catalog;

  @Inject
  public VenuesResource(FeedBoard board, Catalog catalog) {
    this.board = board;
    this.catalog = catalog;
  }

  @GET
  @Operation(
      operationId = "listVenues",
      summary = "All venues",
      description = "The venues of the feed and how their connections are. Ascending by id.")
  @APIResponse(
      responseCode = "200",
      description = "A page of venues.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = VenueJson.class)))
  public Answer list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Paging paging = inputs.paging("venues", limit, cursor);
    inputs.check();
    Stream<VenueState> rows = board.venues().stream();
    return Answer.of(
        Page.of(VenueJson.class, paging, rows, state -> state.venue().id(), this::json),
        CacheRule.LIVE);
  }

  private VenueJson json(VenueState state) {
    long markets =
        catalog.markets().stream().filter(m -> m.market().venue().equals(state.venue())).count();
    return VenueJson.of(state, (int) markets);
  }
}
