/** Signals that are made at the close of candles, over a real database. */
@NullMarked
package io.tapeline.signal.app;

import org.jspecify.annotations.NullMarked;
