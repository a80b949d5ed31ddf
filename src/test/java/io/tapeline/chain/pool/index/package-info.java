/** Tests of pools as sources of the index. */
@NullMarked
package io.tapeline.chain.pool.index;

import org.jspecify.annotations.NullMarked;
