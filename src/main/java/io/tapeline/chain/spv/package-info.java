/**
 * Bitcoin, read by those who keep no coins' history: simplified payment verification, section 8 of
 * Bitcoin's paper. What stands in the packages below is plain: headers and their chain, blocks and
 * their Merkle trees, proofs of inclusion, and figures that follow from them. The connection to a
 * node is an edge and lives beside, as {@code chain.bitcoin}.
 */
@NullMarked
package io.tapeline.chain.spv;

import org.jspecify.annotations.NullMarked;
