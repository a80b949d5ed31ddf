/** Signals in a real PostgreSQL. */
@NullMarked
package io.tapeline.signal.postgres;

import org.jspecify.annotations.NullMarked;
