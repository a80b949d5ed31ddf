package io.tapeline.webhook.json;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to a receiver. */
@Schema(name = "WebhookEvent", description = "The body of a delivery.")
public record EventJson(
    @Schema(description = "The delivery's, the same for each attempt: what came before is no news.")
        UUID id,
    @Schema(enumeration = {"signal", "price", "ping"}) String event,
    @Schema(description = "The webhook that it is for.") UUID webhook,
    @Schema(description = "When it was recorded.") Instant createdAt,
    @Schema(
            description =
                "Of a signal as `/v1/signals/{id}` answers it; of a price the level and the price as"
                    + " `/v1/prices/{asset}` does; of a ping null.",
            nullable = true)
        @Nullable Object data) {}
