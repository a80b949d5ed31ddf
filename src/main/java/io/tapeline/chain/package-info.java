/** Chains: what is read of them is proved, and can be proved again by whoever reads it. */
@NullMarked
package io.tapeline.chain;

import org.jspecify.annotations.NullMarked;
