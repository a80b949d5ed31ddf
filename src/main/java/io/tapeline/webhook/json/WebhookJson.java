package io.tapeline.webhook.json;

import io.tapeline.webhook.Webhook;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook as it is sent. */
@Schema(name = "Webhook", description = "Where somebody is told of something.")
public record WebhookJson(
    @Schema(examples = "0b0f3f4e-3c52-4a8e-9a45-2c6f6f0c5c11") UUID id,
    @Schema(description = "Whose it is.") UUID tenant,
    @Schema(
            description = "Exactly what the signatures of its deliveries cover as `@target-uri`.",
            examples = "https://hooks.example/tapeline")
        String url,
    SubscriptionJson events,
    @Schema(examples = "the trading bot") String note,
    @Schema(
            description =
                "`active`; `fired`: its price has been crossed once, and nothing more comes; `gone`:"
                    + " its receiver has answered 410, and nothing more is sent.",
            enumeration = {"active", "fired", "gone"})
        String state,
    @Schema(description = "Attempts that failed since one went well.") int failures,
    Instant created) {

  public static WebhookJson of(Webhook webhook) {
    return new WebhookJson(
        webhook.id(),
        webhook.tenant(),
        webhook.url().toString(),
        SubscriptionJson.of(webhook.subscription()),
        webhook.note(),
        webhook.state().id(),
        webhook.failures(),
        webhook.created());
  }
}
