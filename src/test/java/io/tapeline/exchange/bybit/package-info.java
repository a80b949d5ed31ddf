/** Bybit's frames and answers, invented and recorded. */
@NullMarked
package io.tapeline.exchange.bybit;

import org.jspecify.annotations.NullMarked;
