package io.tapeline.webhook.json;

import io.tapeline.signal.json.SignalsJson;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to a receiver; {@code docs/concepts/webhooks.md} shows it. */
@Schema(
    name = "WebhookEvent",
    description = "What has happened: `event` says which of these it is.",
    oneOf = {
      EventJson.OfSignal.class,
      EventJson.OfPrice.class,
      EventJson.OfReorg.class,
      EventJson.Ping.class
    },
    discriminatorProperty = "event",
    discriminatorMapping = {
      @DiscriminatorMapping(value = EventJson.SIGNAL, schema = EventJson.OfSignal.class),
      @DiscriminatorMapping(value = EventJson.PRICE, schema = EventJson.OfPrice.class),
      @DiscriminatorMapping(value = EventJson.REORG, schema = EventJson.OfReorg.class),
      @DiscriminatorMapping(value = EventJson.PING, schema = EventJson.Ping.class)
    })
public sealed interface EventJson {

  String SIGNAL = "signal";
  String PRICE = "price";
  String REORG = "reorg";
  String PING = "ping";

  /** The contract's words for what all of them have. */
  String ID = "Of the delivery, the same for each attempt: what came before is no news.";

  String WEBHOOK = "Which one it is for.";
  String CREATED = "When it was recorded.";

  /** A signal that was stored. */
  @Schema(name = "SignalEvent", description = "A signal that was stored.")
  record OfSignal(
      @Schema(description = ID) UUID id,
      @Schema(enumeration = SIGNAL) String event,
      @Schema(description = WEBHOOK) UUID webhook,
      @Schema(description = CREATED) Instant createdAt,
      @Schema(description = "The series, and the one signal.") SignalsJson data)
      implements EventJson {}

  /** A price that crossed a level. */
  @Schema(name = "PriceEvent", description = "A price that crossed a level.")
  record OfPrice(
      @Schema(description = ID) UUID id,
      @Schema(enumeration = PRICE) String event,
      @Schema(description = WEBHOOK) UUID webhook,
      @Schema(description = CREATED) Instant createdAt,
      CrossingJson data)
      implements EventJson {}

  /** Stored blocks of a chain that were taken back. */
  @Schema(name = "ReorgEvent", description = "Stored blocks of a chain were taken back.")
  record OfReorg(
      @Schema(description = ID) UUID id,
      @Schema(enumeration = REORG) String event,
      @Schema(description = WEBHOOK) UUID webhook,
      @Schema(description = CREATED) Instant createdAt,
      ReorgJson data)
      implements EventJson {}

  /** Nothing has happened, somebody wants to see whether it arrives. */
  @Schema(name = "PingEvent", description = "Nothing: somebody wanted to see whether it arrives.")
  record Ping(
      @Schema(description = ID) UUID id,
      @Schema(enumeration = PING) String event,
      @Schema(description = WEBHOOK) UUID webhook,
      @Schema(description = CREATED) Instant createdAt,
      @Schema(type = SchemaType.OBJECT, nullable = true, description = "Null.")
          @Nullable Object data)
      implements EventJson {}
}
