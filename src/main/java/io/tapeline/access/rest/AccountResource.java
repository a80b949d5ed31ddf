package io.tapeline.access.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Caller;
import io.tapeline.access.Plan;
import io.tapeline.access.Policy;
import io.tapeline.access.Scope;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.access.app.UsageStore;
import io.tapeline.access.app.UsageStore.Line;
import io.tapeline.access.http.Callers;
import io.tapeline.access.json.AccountJson;
import io.tapeline.access.json.UsageJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who asks, and what they may. */
@Path("/v1/account")
@Tag(name = "Account", description = "Who you are here, and what you may ask.")
public class AccountResource {

  private static final Period DEFAULT_RANGE = Period.ofDays(31);

  private final PolicyInForce policies;
  private final UsageStore usage;
  private final Clock clock;

  @Inject
  public AccountResource(PolicyInForce policies, UsageStore usage, Clock clock) {
    this.policies = policies;
    this.usage = usage;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getAccount",
      summary = "Your account",
      description = "Whose key came with the request, what it may do, and the limits of its plan.")
  @APIResponse(
      responseCode = "200",
      description = "The account.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AccountJson.class)))
  public Answer get(@Context RoutingContext route) {
    Caller caller = Callers.of(route);
    Policy policy = policies.now();
    Plan plan =
        Objects.requireNonNullElseGet(
            policy.plans().get(caller.plan()), () -> policy.plans().get(policy.defaultPlan()));
    return Answer.of(
        new AccountJson(
            caller.tenant(),
            caller.key(),
            caller.scopes().stream().sorted().map(Scope::id).toList(),
            caller.test(),
            AccountJson.plan(plan)),
        CacheRule.LIVE);
  }

  @GET
  @Path("usage")
  @Operation(
      operationId = "getUsage",
      summary = "Your usage",
      description =
          "What the keys of a tenant asked, by day (UTC), key and route, ascending. It is written"
              + " down every few seconds.")
  @APIResponse(
      responseCode = "200",
      description = "A page of counts.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = UsageJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> usage(
      @Parameter(description = KeyInputs.TENANT) @QueryParam("tenant") @Nullable String tenant,
      @Parameter(
              description =
                  "First time, inclusive, by its day; 31 days before the last unless said otherwise.")
          @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "Last time, exclusive, by its day; tomorrow unless said otherwise.")
          @QueryParam("to")
          @Nullable String to,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context RoutingContext route) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Inputs inputs = new Inputs();
    LocalDate end = day(inputs, "to", to, today.plusDays(1));
    LocalDate first = day(inputs, "from", from, end.minus(DEFAULT_RANGE));
    if (first.isAfter(end)) {
      inputs.wrong("from", "must not be after to", from);
    }
    UUID whose = KeyInputs.tenant(inputs, tenant, Callers.of(route));
    Paging paging = inputs.paging("usage?" + whose + "&" + from + "&" + to, limit, cursor);
    Line after = inputs.position(paging, cursor, Line::at);
    inputs.check();
    if (whose == null) {
      throw new ProblemException(new Problem.KeyRequired(Scope.PRICES_READ.id()));
    }
    return usage
        .of(whose, first, end, after, paging.limitAndOneMore())
        .map(
            found ->
                Answer.of(
                    Page.of(
                        UsageJson.class, paging, found, each -> each.line().place(), UsageJson::of),
                    CacheRule.LIVE));
  }

  private static LocalDate day(
      Inputs inputs, String name, @Nullable String given, LocalDate fallback) {
    Long nanos = inputs.timeNanos(name, given);
    return nanos == null
        ? fallback
        : LocalDate.ofInstant(Instant.ofEpochSecond(0, nanos), ZoneOffset.UTC);
  }
}
