/** Real PostgreSQL and Redis, started and stopped with the service where no others are named. */
@NullMarked
package io.tapeline.ops.embedded;

import org.jspecify.annotations.NullMarked;
