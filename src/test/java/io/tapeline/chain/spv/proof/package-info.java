/** Proofs of inclusion. */
@NullMarked
package io.tapeline.chain.spv.proof;

import org.jspecify.annotations.NullMarked;
