package io.tapeline.webhook.json;

import io.tapeline.webhook.Subscription;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to be told, as it is asked for and sent. */
@Schema(
    name = "WebhookEventsRequest",
    description =
        "What is to be told: `signals`, `price` or `reorgs`, one of them. Answered with all that was left out.")
public record SubscriptionJson(
    @Schema(nullable = true) @Nullable SignalFilterJson signals,
    @Schema(nullable = true) @Nullable PriceLevelJson price,
    @Schema(nullable = true) @Nullable ReorgFilterJson reorgs) {

  static SubscriptionJson of(Subscription subscription) {
    return switch (subscription) {
      case Subscription.Signals signals ->
          new SubscriptionJson(SignalFilterJson.of(signals), null, null);
      case Subscription.Level level -> new SubscriptionJson(null, PriceLevelJson.of(level), null);
      case Subscription.Reorgs reorgs ->
          new SubscriptionJson(null, null, ReorgFilterJson.of(reorgs));
    };
  }
}
