/** Events become deliveries, and deliveries are sent. */
@NullMarked
package io.tapeline.webhook.app;

import org.jspecify.annotations.NullMarked;
