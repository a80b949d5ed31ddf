/** Blocks are stored as they come, and again after whatever stopped that. */
@NullMarked
package io.tapeline.chain.record;

import org.jspecify.annotations.NullMarked;
