/** Blocks of chains as they are stored: fetched whole, in order, and taken back in a reorg. */
@NullMarked
package io.tapeline.chain.record;

import org.jspecify.annotations.NullMarked;
