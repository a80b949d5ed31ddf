/** Old blocks are removed from PostgreSQL. */
@NullMarked
package io.tapeline.chain.postgres.retention;

import org.jspecify.annotations.NullMarked;
