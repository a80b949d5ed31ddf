/** Tests of blocks. */
@NullMarked
package io.tapeline.chain.block;

import org.jspecify.annotations.NullMarked;
