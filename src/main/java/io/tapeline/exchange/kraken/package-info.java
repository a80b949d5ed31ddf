/** Kraken: its sockets in both dialects, its REST, its frames. */
@NullMarked
package io.tapeline.exchange.kraken;

import org.jspecify.annotations.NullMarked;
