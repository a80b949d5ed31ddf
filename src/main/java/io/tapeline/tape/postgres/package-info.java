/** Trades in PostgreSQL. */
@NullMarked
package io.tapeline.tape.postgres;

import org.jspecify.annotations.NullMarked;
