package io.tapeline.webhook.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.Keys.Actor;
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
import io.tapeline.webhook.Delivery;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.DeliveryStore;
import io.tapeline.webhook.app.DeliveryStore.Told;
import io.tapeline.webhook.app.EventBodies;
import io.tapeline.webhook.app.WebhookConfig;
import io.tapeline.webhook.json.DeliveryJson;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of what was to be told. */
@Path("/v1/webhooks")
@Tag(name = "Webhooks")
public class DeliveriesResource {

  private static final String DELIVERY = "A delivery's id.";
  private static final String TRY_AGAIN =
      "`store_unavailable`: the database does not answer; try again.";

  private final Owned owned;
  private final DeliveryStore store;
  private final EventBodies bodies;
  private final Repeats repeats;
  private final WebhookConfig config;

  @Inject
  public DeliveriesResource(
      Owned owned, DeliveryStore store, EventBodies bodies, Repeats repeats, WebhookConfig config) {
    this.owned = owned;
    this.store = store;
    this.bodies = bodies;
    this.repeats = repeats;
    this.config = config;
  }

  @GET
  @Path("{webhook}/deliveries")
  @Operation(
      operationId = "listDeliveries",
      summary = "Deliveries of a webhook",
      description =
          "With their attempts, the newest first. Old ones are forgotten after some days.")
  @APIResponse(
      responseCode = "200",
      description = "A page of deliveries.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = DeliveryJson.class)))
  @APIResponse(responseCode = "503", description = TRY_AGAIN)
  public Uni<Answer> list(
      @Parameter(description = WebhooksResource.ID) @PathParam("webhook") String id,
      @Parameter(
              description = "Only those in this state.",
              schema = @Schema(enumeration = {"pending", "delivered", "dead"}))
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context RoutingContext route) {
    Inputs inputs = new Inputs();
    Delivery.State wanted = inputs.choice("state", state, Delivery.State.class);
    Paging paging = inputs.paging("deliveries/" + id + "?" + state, limit, cursor);
    Long before = inputs.position(paging, cursor, Long::valueOf);
    inputs.check();
    return owned
        .find(id, route)
        .chain(webhook -> store.list(webhook.id(), wanted, before, paging.limitAndOneMore()))
        .map(
            found ->
                Answer.of(
                    Page.of(
                        DeliveryJson.class,
                        paging,
                        found,
                        each -> Long.toString(each.number()),
                        DeliveryJson::of),
                    CacheRule.LIVE));
  }

  @GET
  @Path("{webhook}/deliveries/{delivery}")
  @Operation(
      operationId = "getDelivery",
      summary = "A delivery",
      description = "Where it stands, and its attempts.")
  @APIResponse(
      responseCode = "200",
      description = "The delivery.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryJson.class)))
  @APIResponse(responseCode = "503", description = TRY_AGAIN)
  public Uni<Answer> get(
      @Parameter(description = WebhooksResource.ID) @PathParam("webhook") String id,
      @Parameter(description = DELIVERY) @PathParam("delivery") String delivery,
      @Context RoutingContext route) {
    return owned
        .find(id, route)
        .chain(webhook -> find(webhook, delivery))
        .map(found -> Answer.of(DeliveryJson.of(found), CacheRule.LIVE));
  }

  @POST
  @Path("{webhook}/deliveries/{delivery}/redeliver")
  @Operation(
      operationId = "redeliver",
      summary = "Send a delivery again",
      description =
          "One that is over, `dead` or `delivered`: with the same id and body, at once, and with as"
              + " many attempts as a new one has.")
  @APIResponse(
      responseCode = "202",
      description = "It will be sent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryJson.class)))
  @APIResponse(
      responseCode = "409",
      description = "`webhook_state`: it is pending, or the webhook is gone.")
  @APIResponse(responseCode = "503", description = TRY_AGAIN)
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> redeliver(
      @Parameter(description = WebhooksResource.ID) @PathParam("webhook") String id,
      @Parameter(description = DELIVERY) @PathParam("delivery") String delivery,
      @Context RoutingContext route) {
    return sent(id, route, (webhook, actor) -> again(webhook, delivery, actor));
  }

  private Uni<Delivery> again(Webhook webhook, String delivery, Actor actor) {
    return find(webhook, delivery)
        .chain(
            found ->
                store.again(webhook.id(), found.id(), act("redeliver", found.id(), webhook, actor)))
        .map(DeliveriesResource::requireOver);
  }

  @POST
  @Path("{webhook}/test")
  @Operation(
      operationId = "testWebhook",
      summary = "Send a ping",
      description =
          "A delivery of the event `ping`, as all others are sent: to see whether the receiver takes"
              + " and checks them.")
  @APIResponse(
      responseCode = "202",
      description = "It will be sent; `Location` tells what becomes of it.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeliveryJson.class)))
  @APIResponse(responseCode = "409", description = "`webhook_state`: the webhook is gone.")
  @APIResponse(responseCode = "503", description = TRY_AGAIN)
  @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
  public Uni<Response> test(
      @Parameter(description = WebhooksResource.ID) @PathParam("webhook") String id,
      @Context RoutingContext route) {
    return sent(id, route, this::ping);
  }

  private Uni<Delivery> ping(Webhook webhook, Actor actor) {
    Told ping = bodies.ping(webhook.id());
    return store
        .add(ping, config.mostWaiting(), act("test", ping.delivery(), webhook, actor))
        .map(sent -> sent.orElseThrow(() -> Owned.unknown(webhook.id().toString())));
  }

  private static Act act(String what, UUID delivery, Webhook webhook, Actor actor) {
    return actor.act("webhook." + what, "delivery:" + delivery, webhook.id().toString());
  }

  /** Once, also where the webhook is gone when it is asked again. */
  private Uni<Response> sent(
      String id, RoutingContext route, BiFunction<Webhook, Actor, Uni<Delivery>> how) {
    Callers.leaveOf(route).require(Outsider.RECEIVERS);
    Actor actor = repeats.actor(route, "");
    return owned
        .find(id, route)
        .chain(
            webhook ->
                repeats
                    .once(
                        actor,
                        () -> {
                          requireThere(webhook);
                          return how.apply(webhook, actor);
                        },
                        made -> find(webhook, made.toString()))
                    .map(sent -> accepted(webhook, sent)));
  }

  private Uni<Delivery> find(Webhook webhook, String delivery) {
    UUID known = Inputs.uuid(delivery);
    Uni<Optional<Delivery>> found =
        known == null ? Uni.createFrom().item(Optional.empty()) : store.find(webhook.id(), known);
    return found.map(
        each ->
            each.orElseThrow(() -> new ProblemException(new Problem.UnknownDelivery(delivery))));
  }

  private static void requireThere(Webhook webhook) {
    if (webhook.state() == Webhook.State.GONE) {
      throw new ProblemException(
          new Problem.WebhookState(
              "gone", "its receiver has answered 410, and nothing more is sent."));
    }
  }

  private static Delivery requireOver(Optional<Delivery> again) {
    return again.orElseThrow(
        () ->
            new ProblemException(
                new Problem.WebhookState(
                    Delivery.State.PENDING.id(), "only what is over is sent again.")));
  }

  private static Response accepted(Webhook webhook, Delivery delivery) {
    return Response.accepted(DeliveryJson.of(delivery))
        .type(MediaType.APPLICATION_JSON)
        .location(URI.create("/v1/webhooks/" + webhook.id() + "/deliveries/" + delivery.id()))
        .build();
  }
}
