/** Blocks of Bitcoin's networks in PostgreSQL. */
@NullMarked
package io.tapeline.chain.bitcoin.postgres;

import org.jspecify.annotations.NullMarked;
