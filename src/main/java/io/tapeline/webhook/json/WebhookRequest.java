package io.tapeline.webhook.json;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook that is wanted, as asked for. */
@Schema(name = "WebhookRequest", description = "A webhook that is wanted.")
public record WebhookRequest(
    @Schema(
            description =
                "Where deliveries are sent with POST: https, by one of the ports that the service"
                    + " allows (443, 8443), to a host with public addresses.",
            examples = "https://hooks.example/tapeline",
            required = true)
        @Nullable String url,
    @Schema(required = true) @Nullable SubscriptionJson events,
    @Schema(description = "For people; at most 200 characters.", nullable = true)
        @Nullable String note) {}
