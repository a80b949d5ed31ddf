package io.tapeline.access.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.access.app.PolicyInForce.Reload;
import io.tapeline.access.app.PolicyReloads;
import io.tapeline.access.http.Actors;
import io.tapeline.access.json.PolicyJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The policy in force, for who runs the service. */
@Path("/v1/admin/policy")
@Tag(name = "Administration", description = "For who runs the service.")
public class PolicyResource {

  private final PolicyInForce policies;
  private final PolicyReloads reloads;

  @Inject
  public PolicyResource(PolicyInForce policies, PolicyReloads reloads) {
    this.policies = policies;
    this.reloads = reloads;
  }

  @GET
  @Operation(operationId = "getPolicy", summary = "The policy", description = "Which is in force.")
  @APIResponse(
      responseCode = "200",
      description = "The policy.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PolicyJson.class)))
  public Answer get() {
    return Answer.of(PolicyJson.of(policies.now(), List.of()), CacheRule.LIVE);
  }

  @POST
  @Path("reload")
  @Operation(
      operationId = "reloadPolicy",
      summary = "Read the policy again",
      description =
          "Reads the file anew. If it is sound in every part it is in force here at once, and in all"
              + " other processes within a second; if not, nothing changes.")
  @APIResponse(
      responseCode = "200",
      description = "The policy that is in force now, and what that changed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PolicyJson.class)))
  @APIResponse(responseCode = "409", description = "`policy_refused`: it is not sound.")
  public Uni<Response> reload(@Context RoutingContext route) {
    return reloads
        .reload(Actors.of(route))
        .map(
            reload ->
                switch (reload) {
                  case Reload.Done(var policy, var changes) ->
                      Response.ok(PolicyJson.of(policy, changes))
                          .type(MediaType.APPLICATION_JSON)
                          .build();
                  case Reload.Refused(var faults) ->
                      throw new ProblemException(new Problem.PolicyRefused(faults));
                });
  }
}
