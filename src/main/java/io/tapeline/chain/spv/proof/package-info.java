/** Proofs that a transaction is in a block on which others were built, for those who trust work. */
@NullMarked
package io.tapeline.chain.spv.proof;

import org.jspecify.annotations.NullMarked;
