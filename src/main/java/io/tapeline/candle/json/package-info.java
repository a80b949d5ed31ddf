/** Candles as they are asked for and sent. */
@NullMarked
package io.tapeline.candle.json;

import org.jspecify.annotations.NullMarked;
