/** How what was accepted gets into PostgreSQL: opened when it is there, in batches, never lost. */
@NullMarked
package io.tapeline.ops.store;

import org.jspecify.annotations.NullMarked;
