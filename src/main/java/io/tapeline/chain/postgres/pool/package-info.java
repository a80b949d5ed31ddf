/** Pools and swaps in PostgreSQL. */
@NullMarked
package io.tapeline.chain.postgres.pool;

import org.jspecify.annotations.NullMarked;
