/** Webhooks and their deliveries in PostgreSQL. */
@NullMarked
package io.tapeline.webhook.postgres;

import org.jspecify.annotations.NullMarked;
