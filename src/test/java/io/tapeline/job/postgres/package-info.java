/** Jobs in a real PostgreSQL. */
@NullMarked
package io.tapeline.job.postgres;

import org.jspecify.annotations.NullMarked;
