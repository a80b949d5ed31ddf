package io.tapeline.exchange.status;

import io.tapeline.access.app.PolicyInForce;
import io.tapeline.exchange.app.FeedBoard;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Times;
import io.tapeline.ops.AllParts;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Objectives;
import io.tapeline.ops.Part;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the service is. */
@Path("/v1/status")
@Tag(name = "Status", description = "How the service is.")
public class StatusResource {

  private final FeedBoard board;
  private final FeedName feed;
  private final TapeTime time;
  private final PolicyInForce policies;
  private final AllParts parts;
  private final Instance<Objectives> objectives;

  @Inject
  public StatusResource(
      FeedBoard board,
      FeedName feed,
      TapeTime time,
      PolicyInForce policies,
      AllParts parts,
      @Any Instance<Objectives> objectives) {
    this.board = board;
    this.feed = feed;
    this.time = time;
    this.policies = policies;
    this.parts = parts;
    this.objectives = objectives;
  }

  @GET
  @Operation(
      operationId = "getStatus",
      summary = "How the service is",
      description =
          "Every venue's connections, the stores, each model that is declared (`model_NAME`), how new"
              + " each chain is against its objective, and the time on the tape.")
  @APIResponse(
      responseCode = "200",
      description = "The status.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StatusJson.class)))
  public Answer get() {
    String failure = board.problem();
    String problem = failure != null ? failure : board.unreachable().orElse(null);
    List<StatusJson.PartJson> all = parts.byName().stream().map(StatusResource::json).toList();
    return Answer.of(
        new StatusJson(
            feed.id(),
            state(failure != null, problem != null),
            problem,
            time.nanos() == 0 ? null : Times.format(time.nanos()),
            policies.now().version(),
            all,
            board.venues().stream().map(v -> VenueJson.of(v, markets(v))).toList(),
            objectives.stream()
                .flatMap(each -> each.freshness().stream())
                .map(StatusJson.FreshnessJson::of)
                .toList()),
        CacheRule.LIVE);
  }

  private static StatusJson.PartJson json(Part part) {
    Optional<String> problem = part.problem();
    return new StatusJson.PartJson(part.name(), problem.isEmpty(), problem.orElse(null));
  }

  private String state(boolean failed, boolean unreachable) {
    if (failed) {
      return "failed";
    }
    if (board.isOver()) {
      return "ended";
    }
    return unreachable ? "unreachable" : "running";
  }

  private static int markets(FeedBoard.VenueState venue) {
    return venue.connections().stream().mapToInt(c -> c.markets()).sum();
  }
}
