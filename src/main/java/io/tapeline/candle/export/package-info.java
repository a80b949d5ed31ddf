/** Candles to take away, as files, and to fetch from venues: long work. */
@NullMarked
package io.tapeline.candle.export;

import org.jspecify.annotations.NullMarked;
