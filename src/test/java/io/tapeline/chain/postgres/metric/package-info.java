/** Figures of blocks over a real PostgreSQL. */
@NullMarked
package io.tapeline.chain.postgres.metric;

import org.jspecify.annotations.NullMarked;
