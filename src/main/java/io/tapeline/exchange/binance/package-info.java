/** Binance and Binance.US: their sockets, their REST, their frames. */
@NullMarked
package io.tapeline.exchange.binance;

import org.jspecify.annotations.NullMarked;
