/** Figures of blocks in PostgreSQL. */
@NullMarked
package io.tapeline.chain.postgres.metric;

import org.jspecify.annotations.NullMarked;
