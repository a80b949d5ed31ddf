/** What the store of candles promises, on a real PostgreSQL. */
@NullMarked
package io.tapeline.candle.postgres;

import org.jspecify.annotations.NullMarked;
