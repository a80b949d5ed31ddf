/** Ranges of candles in Redis, for all processes that share a database. */
@NullMarked
package io.tapeline.candle.redis;

import org.jspecify.annotations.NullMarked;
