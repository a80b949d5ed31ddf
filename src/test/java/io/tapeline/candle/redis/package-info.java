/** Ranges that processes share through a real Redis. */
@NullMarked
package io.tapeline.candle.redis;

import org.jspecify.annotations.NullMarked;
