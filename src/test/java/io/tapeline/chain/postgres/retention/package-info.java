/** Tests of removing blocks from a real PostgreSQL. */
@NullMarked
package io.tapeline.chain.postgres.retention;

import org.jspecify.annotations.NullMarked;
