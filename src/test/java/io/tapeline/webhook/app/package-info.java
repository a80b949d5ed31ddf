/** Tests of deliveries, with a real database and real receivers. */
@NullMarked
package io.tapeline.webhook.app;

import org.jspecify.annotations.NullMarked;
