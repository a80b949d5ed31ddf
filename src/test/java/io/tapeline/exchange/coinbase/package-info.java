/** Coinbase's frames and answers, invented and recorded. */
@NullMarked
package io.tapeline.exchange.coinbase;

import org.jspecify.annotations.NullMarked;
