/** Candles in the running service: kept, read, made from the tape. */
@NullMarked
package io.tapeline.candle.app;

import org.jspecify.annotations.NullMarked;
