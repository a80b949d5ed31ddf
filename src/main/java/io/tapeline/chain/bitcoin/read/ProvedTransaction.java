package io.tapeline.chain.bitcoin.read;

import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.spv.proof.Inclusion;

/**
 * A transaction that is proved to be in a block.
 *
 * @param height of the block
 * @param confirmations blocks from it to the newest, both among them
 * @param isByWork whether the block is on the chain whose headers are checked; otherwise enough
 *     nodes say that the chain has it
 */
public record ProvedTransaction(
    Inclusion inclusion, long height, long confirmations, Finality finality, boolean isByWork) {}
