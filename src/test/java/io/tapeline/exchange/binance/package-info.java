/** Binance's frames and answers, invented and recorded. */
@NullMarked
package io.tapeline.exchange.binance;

import org.jspecify.annotations.NullMarked;
