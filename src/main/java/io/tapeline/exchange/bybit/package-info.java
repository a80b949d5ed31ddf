/** Bybit v5: its sockets, its REST, its frames. */
@NullMarked
package io.tapeline.exchange.bybit;

import org.jspecify.annotations.NullMarked;
