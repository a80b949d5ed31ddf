/** Pools as sources of the index price, where that is switched on. */
@NullMarked
package io.tapeline.chain.pool.index;

import org.jspecify.annotations.NullMarked;
