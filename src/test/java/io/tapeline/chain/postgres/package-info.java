/** Stored blocks over a real PostgreSQL. */
@NullMarked
package io.tapeline.chain.postgres;

import org.jspecify.annotations.NullMarked;
