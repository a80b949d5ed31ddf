package io.tapeline.access.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Policy;
import io.tapeline.access.Tenant;
import io.tapeline.access.app.KeyStore;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.Keys.Actor;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.access.http.Actors;
import io.tapeline.access.http.Repeats;
import io.tapeline.access.json.TenantJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tenants, for who runs the service. */
@Path("/v1/admin/tenants")
@Tag(name = "Administration", description = "For who runs the service.")
public class TenantsResource {

  private static final String ID = "A tenant's id.";

  private final KeyStore store;
  private final PolicyInForce policy;
  private final Repeats repeats;
  private final Clock clock;

  @Inject
  public TenantsResource(KeyStore store, PolicyInForce policy, Repeats repeats, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.repeats = repeats;
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "listTenants", summary = "Tenants", description = "By name.")
  @APIResponse(
      responseCode = "200",
      description = "A page of tenants.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = TenantJson.class)))
  public Uni<Answer> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Paging paging = inputs.paging("tenants", limit, cursor);
    inputs.check();
    return store
        .tenants(paging.after(), paging.limitAndOneMore())
        .map(
            found ->
                Answer.of(
                    Page.of(TenantJson.class, paging, found, Tenant::name, TenantJson::of),
                    CacheRule.LIVE));
  }

  @POST
  @Operation(
      operationId = "createTenant",
      summary = "Make a tenant",
      description = "A team or program, which gets keys by `POST /v1/keys` with its id.")
  @APIResponse(
      responseCode = "201",
      description = "The tenant.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantJson.class)))
  @APIResponse(responseCode = "409", description = "`name_taken`: another one has this name.")
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> create(@Nullable TenantRequest body, @Context RoutingContext route) {
    TenantRequest asked = Objects.requireNonNullElse(body, new TenantRequest(null, null));
    Inputs inputs = Inputs.ofBody();
    String given = inputs.required("name", asked.name()).strip();
    String name = inputs.text("name", given, Tenant.MAX_NAME_LENGTH);
    String plan = plan(inputs, asked.plan());
    inputs.check();
    Tenant tenant =
        new Tenant(
            UUID.randomUUID(),
            name,
            plan == null ? policy.now().defaultPlan() : plan,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    Actor actor = repeats.actor(route, asked);
    return repeats
        .once(actor, () -> add(tenant, actor), id -> known(id.toString(), store::tenant))
        .map(
            added ->
                Response.created(URI.create("/v1/admin/tenants/" + added.id()))
                    .entity(TenantJson.of(added))
                    .type(MediaType.APPLICATION_JSON)
                    .build());
  }

  private Uni<Tenant> add(Tenant tenant, Actor actor) {
    String detail = tenant.name() + ", plan " + tenant.plan();
    return store
        .add(tenant, act(actor, "tenant.create", tenant.id(), detail))
        .map(
            added ->
                added.orElseThrow(
                    () -> new ProblemException(new Problem.NameTaken(tenant.name()))));
  }

  @GET
  @Path("{tenant}")
  @Operation(operationId = "getTenant", summary = "A tenant", description = "Its name and plan.")
  @APIResponse(
      responseCode = "200",
      description = "The tenant.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantJson.class)))
  public Uni<Answer> get(@Parameter(description = ID) @PathParam("tenant") String id) {
    return known(id, store::tenant).map(tenant -> Answer.of(TenantJson.of(tenant), CacheRule.LIVE));
  }

  @POST
  @Path("{tenant}")
  @Operation(
      operationId = "changeTenant",
      summary = "Change a tenant's plan",
      description = "From now on, everywhere within a second.")
  @APIResponse(
      responseCode = "200",
      description = "The tenant as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantJson.class)))
  public Uni<Response> change(
      @Parameter(description = ID) @PathParam("tenant") String id,
      @Nullable TenantChangeRequest body,
      @Context RoutingContext route) {
    Inputs inputs = Inputs.ofBody();
    String asked = inputs.required("plan", body == null ? null : body.plan());
    String plan = plan(inputs, asked.isEmpty() ? null : asked);
    inputs.check();
    return known(
            id,
            tenant ->
                store.change(
                    tenant,
                    plan,
                    false,
                    act(Actors.of(route), "tenant.plan", tenant, "plan " + plan)))
        .map(TenantsResource::changed);
  }

  @DELETE
  @Path("{tenant}")
  @Operation(
      operationId = "closeTenant",
      summary = "Close a tenant",
      description = "All its keys end now. What it did stays on record.")
  @APIResponse(
      responseCode = "200",
      description = "The tenant as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TenantJson.class)))
  public Uni<Response> close(
      @Parameter(description = ID) @PathParam("tenant") String id, @Context RoutingContext route) {
    return known(
            id,
            tenant ->
                store.change(
                    tenant,
                    null,
                    true,
                    act(Actors.of(route), "tenant.close", tenant, "with all its keys")))
        .map(TenantsResource::changed);
  }

  private static Response changed(Tenant tenant) {
    return Response.ok(TenantJson.of(tenant)).type(MediaType.APPLICATION_JSON).build();
  }

  private @Nullable String plan(Inputs inputs, @Nullable String given) {
    Policy now = policy.now();
    if (given != null && !now.plans().containsKey(given)) {
      inputs.wrong(
          "plan",
          "must be one of " + String.join(", ", new TreeSet<>(now.plans().keySet())),
          given);
    }
    return given;
  }

  private static Act act(Actor actor, String act, UUID tenant, String detail) {
    return actor.act(act, "tenant:" + tenant, detail);
  }

  private static Uni<Tenant> known(String id, Function<UUID, Uni<Optional<Tenant>>> ask) {
    UUID known = Inputs.uuid(id);
    Uni<Optional<Tenant>> found =
        known == null ? Uni.createFrom().item(Optional.empty()) : ask.apply(known);
    return found.map(
        tenant -> tenant.orElseThrow(() -> new ProblemException(new Problem.UnknownTenant(id))));
  }
}
