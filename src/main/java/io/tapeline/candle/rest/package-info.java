/** Candles over HTTP. */
@NullMarked
package io.tapeline.candle.rest;

import org.jspecify.annotations.NullMarked;
