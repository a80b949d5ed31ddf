/** Tests of backtests. */
@NullMarked
package io.tapeline.signal.backtest;

import org.jspecify.annotations.NullMarked;
