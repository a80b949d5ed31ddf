/** Webhooks, deliveries and events as they are sent. */
@NullMarked
package io.tapeline.webhook.json;

import org.jspecify.annotations.NullMarked;
