package io.tapeline.webhook.json;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a receiver; {@code docs/concepts/webhooks.md} shows it.
 *
 * @param id the delivery's, the same for each attempt: what came before is no news
 * @param event {@code signal}, {@code price} or {@code ping}
 * @param webhook that it is for
 * @param createdAt when it was recorded
 * @param data of a signal as {@code /v1/signals/{id}} answers it; of a price a {@link
 *     CrossingJson}; of a ping null
 */
public record EventJson(
    UUID id, String event, UUID webhook, Instant createdAt, @Nullable Object data) {}
