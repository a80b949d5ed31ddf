/** Prices are held against the levels that somebody wants to hear of. */
@NullMarked
package io.tapeline.webhook.level;

import org.jspecify.annotations.NullMarked;
