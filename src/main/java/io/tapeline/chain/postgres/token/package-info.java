/** Transfers of tokens in PostgreSQL. */
@NullMarked
package io.tapeline.chain.postgres.token;

import org.jspecify.annotations.NullMarked;
