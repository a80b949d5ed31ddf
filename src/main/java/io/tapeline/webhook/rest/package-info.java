/** Webhooks over REST. */
@NullMarked
package io.tapeline.webhook.rest;

import org.jspecify.annotations.NullMarked;
