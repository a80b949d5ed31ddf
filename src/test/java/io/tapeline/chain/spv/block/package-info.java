/** Recorded blocks and their Merkle trees. */
@NullMarked
package io.tapeline.chain.spv.block;

import org.jspecify.annotations.NullMarked;
