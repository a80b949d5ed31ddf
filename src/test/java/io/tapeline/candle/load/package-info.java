/** Tests of candles out of files. */
@NullMarked
package io.tapeline.candle.load;

import org.jspecify.annotations.NullMarked;
