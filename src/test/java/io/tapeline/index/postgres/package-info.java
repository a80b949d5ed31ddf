/** What the store of index prices promises, on a real PostgreSQL. */
@NullMarked
package io.tapeline.index.postgres;

import org.jspecify.annotations.NullMarked;
