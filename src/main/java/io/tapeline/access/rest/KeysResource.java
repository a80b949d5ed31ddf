package io.tapeline.access.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.ApiKey;
import io.tapeline.access.Caller;
import io.tapeline.access.Scope;
import io.tapeline.access.app.KeyStore;
import io.tapeline.access.app.KeyStore.KeptKey;
import io.tapeline.access.app.Keys;
import io.tapeline.access.app.Keys.Actor;
import io.tapeline.access.app.Keys.Made;
import io.tapeline.access.app.Keys.Wanted;
import io.tapeline.access.http.Actors;
import io.tapeline.access.http.Callers;
import io.tapeline.access.http.Repeats;
import io.tapeline.access.json.KeyJson;
import io.tapeline.access.json.NewKeyJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.problem.FieldError;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A tenant's keys. */
@Path("/v1/keys")
@Tag(name = "Keys", description = "Keys: making, rotating, ending.")
public class KeysResource {

  private static final String ID = "A key's id.";

  private final Keys keys;
  private final KeyStore store;
  private final Repeats repeats;
  private final Clock clock;

  @Inject
  public KeysResource(Keys keys, KeyStore store, Repeats repeats, Clock clock) {
    this.keys = keys;
    this.store = store;
    this.repeats = repeats;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listKeys",
      summary = "Keys",
      description = "A tenant's keys, the newest first, also those that have ended.")
  @APIResponse(
      responseCode = "200",
      description = "A page of keys.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = KeyJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = KeyInputs.TENANT) @QueryParam("tenant") @Nullable String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context RoutingContext route) {
    Inputs inputs = new Inputs();
    UUID given = KeyInputs.tenant(inputs, tenant, Callers.of(route));
    Paging paging = inputs.paging("keys?" + given, limit, cursor);
    UUID after = inputs.position(paging, cursor, UUID::fromString);
    inputs.check();
    return store
        .keys(required(given), after, paging.limitAndOneMore())
        .map(
            found ->
                Answer.of(
                    Page.of(
                        KeyJson.class,
                        paging,
                        found,
                        each -> each.key().id().toString(),
                        KeyJson::of),
                    CacheRule.LIVE));
  }

  @POST
  @Operation(
      operationId = "createKey",
      summary = "Make a key",
      description = "Its text is in this answer and nowhere else: only a hash of it is kept.")
  @APIResponse(
      responseCode = "201",
      description = "The key, with its text.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewKeyJson.class)))
  @APIResponse(
      responseCode = "409",
      description = "`already_made`: the same request came before under this idempotency key.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> create(@Nullable NewKeyRequest body, @Context RoutingContext route) {
    Caller caller = Callers.of(route);
    NewKeyRequest asked =
        Objects.requireNonNullElse(body, new NewKeyRequest(null, null, null, null, null, null));
    Inputs inputs = Inputs.ofBody();
    UUID given = KeyInputs.tenant(inputs, asked.tenant(), caller);
    Wanted wanted =
        new Wanted(
            Boolean.TRUE.equals(asked.test()) || caller.test(),
            KeyInputs.scopes(inputs, asked.scopes(), caller),
            KeyInputs.addresses(inputs, asked.addresses()),
            KeyInputs.note(inputs, asked.note()),
            KeyInputs.expires(inputs, asked.expires(), clock.instant()));
    inputs.check();
    UUID tenant = required(given);
    Actor actor = repeats.actor(route, asked);
    return repeats
        .once(actor, () -> make(tenant, wanted, actor), Repeats::told)
        .map(KeysResource::created);
  }

  private Uni<Made> make(UUID tenant, Wanted wanted, Actor actor) {
    return store
        .tenant(tenant)
        .map(
            found ->
                found.filter(each -> each.closedAt() == null).orElseThrow(KeysResource::noTenant))
        .chain(found -> keys.make(found, wanted, actor));
  }

  private static ProblemException noTenant() {
    return new ProblemException(
        new Problem.InvalidRequest(
            List.of(FieldError.pointer("/tenant", "must be an open tenant", null))));
  }

  private static Response created(Made made) {
    return Response.created(URI.create("/v1/keys/" + made.kept().key().id()))
        .entity(NewKeyJson.of(made))
        .type(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path("{key}")
  @Operation(operationId = "getKey", summary = "A key", description = "All but its text.")
  @APIResponse(
      responseCode = "200",
      description = "The key.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyJson.class)))
  public Uni<Answer> get(
      @Parameter(description = ID) @PathParam("key") String id, @Context RoutingContext route) {
    return find(id, route).map(kept -> Answer.of(KeyJson.of(kept), CacheRule.LIVE));
  }

  @POST
  @Path("{key}/rotate")
  @Operation(
      operationId = "rotateKey",
      summary = "Replace a key",
      description =
          "Makes a key that may do the same; the old one goes on being good for the overlap that you"
              + " choose.")
  @APIResponse(
      responseCode = "201",
      description = "The new key, with its text.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NewKeyJson.class)))
  @APIResponse(
      responseCode = "409",
      description = "`key_ended`: it is not good any more; or `already_made`.")
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> rotate(
      @Parameter(description = ID) @PathParam("key") String id,
      @Nullable RotateRequest body,
      @Context RoutingContext route) {
    Inputs inputs = Inputs.ofBody();
    Duration overlap = KeyInputs.overlap(inputs, body == null ? null : body.overlap());
    inputs.check();
    Actor actor = repeats.actor(route, overlap.toString());
    return find(id, route)
        .chain(
            kept -> repeats.once(actor, () -> replace(kept.key(), overlap, actor), Repeats::told))
        .map(KeysResource::created);
  }

  private Uni<Made> replace(ApiKey key, Duration overlap, Actor actor) {
    return keys.rotate(key, overlap, actor)
        .map(made -> made.orElseThrow(() -> new ProblemException(new Problem.KeyEnded())));
  }

  @DELETE
  @Path("{key}")
  @Operation(
      operationId = "revokeKey",
      summary = "End a key",
      description = "From now on, everywhere within a second. Again changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The key, as it ended.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyJson.class)))
  public Uni<Response> revoke(
      @Parameter(description = ID) @PathParam("key") String id, @Context RoutingContext route) {
    return find(id, route)
        .chain(kept -> keys.revoke(kept.key().id(), Actors.of(route)))
        .map(kept -> KeyJson.of(kept.orElseThrow(() -> unknown(id))))
        .map(json -> Response.ok(json).type(MediaType.APPLICATION_JSON).build());
  }

  /** A key that the caller may see; others are as if they were not there. */
  private Uni<KeptKey> find(String id, RoutingContext route) {
    Caller caller = Callers.of(route);
    UUID known = Inputs.uuid(id);
    Uni<Optional<KeptKey>> found =
        known == null ? Uni.createFrom().item(Optional.empty()) : store.key(known);
    return found.map(
        kept ->
            kept.filter(
                    each -> caller.may(Scope.ADMIN) || each.key().tenant().equals(caller.tenant()))
                .orElseThrow(() -> unknown(id)));
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(new Problem.UnknownKeyId(id));
  }

  private static UUID required(@Nullable UUID tenant) {
    if (tenant == null) {
      throw new ProblemException(new Problem.KeyRequired(Scope.KEYS_WRITE.id()));
    }
    return tenant;
  }
}
