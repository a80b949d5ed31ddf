/** Coinbase Advanced Trade: its sockets, its REST, its frames. */
@NullMarked
package io.tapeline.exchange.coinbase;

import org.jspecify.annotations.NullMarked;
