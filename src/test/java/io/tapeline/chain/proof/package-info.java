/** Tests of tries and proofs. */
@NullMarked
package io.tapeline.chain.proof;

import org.jspecify.annotations.NullMarked;
