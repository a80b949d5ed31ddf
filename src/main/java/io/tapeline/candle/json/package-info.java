/** Candles as they are sent. */
@NullMarked
package io.tapeline.candle.json;

import org.jspecify.annotations.NullMarked;
