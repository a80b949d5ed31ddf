/** What would have come of doing as strategies or rules say, on the candles that there were. */
@NullMarked
package io.tapeline.signal.backtest;

import org.jspecify.annotations.NullMarked;
