/** Reorgs become deliveries of webhooks. */
@NullMarked
package io.tapeline.chain.announce;

import org.jspecify.annotations.NullMarked;
