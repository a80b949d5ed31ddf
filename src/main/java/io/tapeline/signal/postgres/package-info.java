/** Signals in PostgreSQL. */
@NullMarked
package io.tapeline.signal.postgres;

import org.jspecify.annotations.NullMarked;
