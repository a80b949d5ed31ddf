/** Blocks of chains in PostgreSQL, and what is stored with them. */
@NullMarked
package io.tapeline.chain.postgres;

import org.jspecify.annotations.NullMarked;
