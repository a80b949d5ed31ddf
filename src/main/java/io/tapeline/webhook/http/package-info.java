/** Sends deliveries: signed, and to checked addresses only. */
@NullMarked
package io.tapeline.webhook.http;

import org.jspecify.annotations.NullMarked;
