/** Reference data in PostgreSQL. */
@NullMarked
package io.tapeline.catalog.postgres;

import org.jspecify.annotations.NullMarked;
