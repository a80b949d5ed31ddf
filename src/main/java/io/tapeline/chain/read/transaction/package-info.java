/** Transactions, in the blocks that have them. */
@NullMarked
package io.tapeline.chain.read.transaction;

import org.jspecify.annotations.NullMarked;
