/** Tests of RLP. */
@NullMarked
package io.tapeline.chain.rlp;

import org.jspecify.annotations.NullMarked;
