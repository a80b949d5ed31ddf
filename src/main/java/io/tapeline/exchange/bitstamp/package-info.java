/** Bitstamp v2: its sockets, its REST, its frames. */
@NullMarked
package io.tapeline.exchange.bitstamp;

import org.jspecify.annotations.NullMarked;
