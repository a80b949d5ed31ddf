/** Candles: built from the tape, read by range. */
@NullMarked
package io.tapeline.candle;

import org.jspecify.annotations.NullMarked;
