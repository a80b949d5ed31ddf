/** Tests of candles. */
@NullMarked
package io.tapeline.candle;

import org.jspecify.annotations.NullMarked;
