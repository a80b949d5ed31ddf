/** The feeds: sockets and REST of every venue, supervised, onto the tape. */
@NullMarked
package io.tapeline.exchange.app;

import org.jspecify.annotations.NullMarked;
