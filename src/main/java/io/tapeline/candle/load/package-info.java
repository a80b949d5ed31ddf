/**
 * Candles out of files: what a file says, what of it is refused and why, and its way to the store.
 */
@NullMarked
package io.tapeline.candle.load;

import org.jspecify.annotations.NullMarked;
