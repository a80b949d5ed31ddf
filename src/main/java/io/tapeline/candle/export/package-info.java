/** Candles as they go into files and are fetched from venues: long work. */
@NullMarked
package io.tapeline.candle.export;

import org.jspecify.annotations.NullMarked;
