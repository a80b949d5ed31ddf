/** Tests of candles in the running service. */
@NullMarked
package io.tapeline.candle.app;

import org.jspecify.annotations.NullMarked;
