/** Prices at which a market has turned. */
@NullMarked
package io.tapeline.signal.level;

import org.jspecify.annotations.NullMarked;
