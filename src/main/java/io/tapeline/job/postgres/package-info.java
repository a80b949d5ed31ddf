/** Jobs in PostgreSQL, each run by one process at a time. */
@NullMarked
package io.tapeline.job.postgres;

import org.jspecify.annotations.NullMarked;
