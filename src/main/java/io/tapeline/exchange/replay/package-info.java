/** Recordings played over real local sockets, as if they were the venues. */
@NullMarked
package io.tapeline.exchange.replay;

import org.jspecify.annotations.NullMarked;
