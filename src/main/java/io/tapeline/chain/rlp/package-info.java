/** Recursive length prefix, the bytes in which EVM chains write what they hash. */
@NullMarked
package io.tapeline.chain.rlp;

import org.jspecify.annotations.NullMarked;
