/** Venues and the state of the service over HTTP, and whether it is ready. */
@NullMarked
package io.tapeline.exchange.status;

import org.jspecify.annotations.NullMarked;
