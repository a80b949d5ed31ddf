package io.tapeline.webhook.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Scope;
import io.tapeline.access.app.Keys.Actor;
import io.tapeline.access.http.Actors;
import io.tapeline.access.http.Callers;
import io.tapeline.access.http.Repeats;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.IdempotencyKey;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.ops.upstream.Outsider;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.webhook.Subscription;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.WebhookConfig;
import io.tapeline.webhook.app.WebhookStore;
import io.tapeline.webhook.json.EventJson;
import io.tapeline.webhook.json.WebhookJson;
import io.tapeline.webhook.json.WebhookRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.callbacks.Callback;
import org.eclipse.microprofile.openapi.annotations.callbacks.CallbackOperation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A tenant's webhooks. */
@Path("/v1/webhooks")
@Tag(name = "Webhooks", description = "Signals and crossed prices, told to an address of yours.")
public class WebhooksResource {

  static final String ID = "A webhook's id.";

  private final Owned owned;
  private final AskedWebhook asked;
  private final WebhookStore store;
  private final Repeats repeats;
  private final WebhookConfig config;
  private final Clock clock;

  @Inject
  public WebhooksResource(
      Owned owned,
      AskedWebhook asked,
      WebhookStore store,
      Repeats repeats,
      WebhookConfig config,
      Clock clock) {
    this.owned = owned;
    this.asked = asked;
    this.store = store;
    this.repeats = repeats;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listWebhooks",
      summary = "Webhooks",
      description =
          "Those of your tenant, with the scope `admin` everybody's; the newest first, also those"
              + " that are over.")
  @APIResponse(
      responseCode = "200",
      description = "A page of webhooks.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = WebhookJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context RoutingContext route) {
    Inputs inputs = new Inputs();
    Paging paging = inputs.paging("webhooks", limit, cursor);
    UUID after = inputs.position(paging, cursor, UUID::fromString);
    inputs.check();
    return store
        .list(Owned.seen(route), after, paging.limitAndOneMore())
        .map(
            found ->
                Answer.of(
                    Page.of(
                        WebhookJson.class,
                        paging,
                        found,
                        each -> each.id().toString(),
                        WebhookJson::of),
                    CacheRule.LIVE));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createWebhook",
      summary = "Have something told",
      description =
          "From now on each such event is sent to the address with POST, signed by the keys of"
              + " `/.well-known/http-message-signatures-directory` (RFC 9421), at least once, in no"
              + " promised order: again with longer and longer waits where the receiver does not"
              + " answer 2xx. A key needs `signals:read` to be told of signals, `prices:read` of"
              + " prices, `chain:read` of reorgs. See docs/concepts/webhooks.md.")
  @APIResponse(
      responseCode = "201",
      description = "The webhook; `Location` is its address.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = WebhookJson.class)))
  @APIResponse(
      responseCode = "403",
      description =
          "`missing_scope`, also that of what is to be told; `upstream_not_allowed`: the policy does"
              + " not let it have receivers asked.")
  @APIResponse(
      responseCode = "409",
      description = "`too_many_webhooks`: your tenant has as many as it may.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  @Callback(
      name = "delivery",
      callbackUrlExpression = "{$request.body#/url}",
      operations =
          @CallbackOperation(
              method = "post",
              summary = "Something has happened",
              description =
                  "Sent to the webhook's address, to be answered within seconds: see"
                      + " docs/concepts/webhooks.md for how a receiver checks who may have sent it.",
              parameters = {
                @Parameter(
                    name = "Tapeline-Delivery",
                    in = ParameterIn.HEADER,
                    required = true,
                    description = "`id` of the body.",
                    schema = @Schema(implementation = UUID.class)),
                @Parameter(
                    name = "Tapeline-Event",
                    in = ParameterIn.HEADER,
                    required = true,
                    description = "`event` of the body.",
                    schema =
                        @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                              EventJson.SIGNAL,
                              EventJson.PRICE,
                              EventJson.REORG,
                              EventJson.PING
                            })),
                @Parameter(
                    name = "Content-Digest",
                    in = ParameterIn.HEADER,
                    required = true,
                    description = "SHA-256 of the body (RFC 9530).",
                    schema = @Schema(type = SchemaType.STRING)),
                @Parameter(
                    name = "Signature-Input",
                    in = ParameterIn.HEADER,
                    required = true,
                    description =
                        "What the signature `tapeline` covers: `@method`, `@target-uri`,"
                            + " `content-digest`, `content-type`, `tapeline-delivery`,"
                            + " `tapeline-event`; when it was made, the tag `tapeline-webhook`, and by"
                            + " which key of `/.well-known/http-message-signatures-directory`.",
                    schema = @Schema(type = SchemaType.STRING)),
                @Parameter(
                    name = "Signature",
                    in = ParameterIn.HEADER,
                    required = true,
                    description = "Ed25519 (RFC 9421), made anew for each attempt.",
                    schema = @Schema(type = SchemaType.STRING))
              },
              requestBody =
                  @RequestBody(
                      required = true,
                      content =
                          @Content(
                              mediaType = MediaType.APPLICATION_JSON,
                              schema = @Schema(implementation = EventJson.class))),
              responses = {
                @APIResponse(responseCode = "2XX", description = "It is taken."),
                @APIResponse(
                    responseCode = "410",
                    description = "Nothing more is sent: the webhook is `gone`."),
                @APIResponse(
                    responseCode = "default",
                    description = "It is sent again later, up to a limit.")
              }))
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> create(@Nullable WebhookRequest body, @Context RoutingContext route) {
    UUID tenant = Owned.tenant(route);
    Callers.leaveOf(route).require(Outsider.RECEIVERS);
    WebhookRequest given = Objects.requireNonNullElse(body, new WebhookRequest(null, null, null));
    Actor actor = repeats.actor(route, given);
    return asked
        .read(given)
        .invoke(wanted -> requireScope(wanted.subscription(), route))
        .chain(
            wanted ->
                repeats.once(actor, () -> make(tenant, wanted, actor), made -> again(made, route)))
        .map(WebhooksResource::created);
  }

  /** Nobody is told what they may not read. */
  private static void requireScope(Subscription subscription, RoutingContext route) {
    Scope scope =
        switch (subscription) {
          case Subscription.Signals _ -> Scope.SIGNALS_READ;
          case Subscription.Level _ -> Scope.PRICES_READ;
          case Subscription.Reorgs _ -> Scope.CHAIN_READ;
        };
    if (!Callers.of(route).may(scope)) {
      throw new ProblemException(new Problem.MissingScope(scope.id()));
    }
  }

  private Uni<Webhook> make(UUID tenant, AskedWebhook.Wanted wanted, Actor actor) {
    UUID id = UUID.randomUUID();
    return store.add(
        new Webhook(
            id,
            tenant,
            wanted.url(),
            wanted.subscription(),
            wanted.note(),
            Webhook.State.ACTIVE,
            0,
            clock.instant()),
        config.mostPerTenant(),
        actor.act("webhook.create", "webhook:" + id, wanted.subscription().kind()));
  }

  private Uni<Webhook> again(UUID made, RoutingContext route) {
    return owned.find(made.toString(), route);
  }

  private static Response created(Webhook webhook) {
    return Response.created(URI.create("/v1/webhooks/" + webhook.id()))
        .entity(WebhookJson.of(webhook))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  @GET
  @Path("{webhook}")
  @Operation(
      operationId = "getWebhook",
      summary = "A webhook",
      description = "What it is told of, where, and whether it is over.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = WebhookJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> get(
      @Parameter(description = ID) @PathParam("webhook") String id, @Context RoutingContext route) {
    return owned.find(id, route).map(webhook -> Answer.of(WebhookJson.of(webhook), CacheRule.LIVE));
  }

  @DELETE
  @Path("{webhook}")
  @Operation(
      operationId = "deleteWebhook",
      summary = "End a webhook",
      description =
          "With all its deliveries: nothing more is sent but what is being sent now. Answers as it"
              + " was.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook, which is no more.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = WebhookJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Response> delete(
      @Parameter(description = ID) @PathParam("webhook") String id, @Context RoutingContext route) {
    Actor actor = Actors.of(route);
    return owned
        .find(id, route)
        .chain(
            webhook ->
                store
                    .delete(
                        Owned.seen(route),
                        webhook.id(),
                        actor.act("webhook.delete", "webhook:" + webhook.id(), ""))
                    .map(
                        deleted -> {
                          if (!deleted) {
                            throw Owned.unknown(id);
                          }
                          return webhook;
                        }))
        .map(
            webhook ->
                Response.ok(WebhookJson.of(webhook)).type(MediaType.APPLICATION_JSON).build());
  }
}
