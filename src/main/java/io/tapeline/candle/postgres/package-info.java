/** Candles in PostgreSQL. */
@NullMarked
package io.tapeline.candle.postgres;

import org.jspecify.annotations.NullMarked;
