/** Index prices in PostgreSQL. */
@NullMarked
package io.tapeline.index.postgres;

import org.jspecify.annotations.NullMarked;
