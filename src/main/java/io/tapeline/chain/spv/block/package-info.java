/** Bitcoin's blocks and transactions as bytes, their ids, and the Merkle tree over them. */
@NullMarked
package io.tapeline.chain.spv.block;

import org.jspecify.annotations.NullMarked;
