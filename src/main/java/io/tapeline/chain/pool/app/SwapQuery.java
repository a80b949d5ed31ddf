package io.tapeline.chain.pool.app;

import io.tapeline.chain.contract.LogPlace;
import io.tapeline.chain.proof.Address;

/**
 * Which swaps are asked for.
 *
 * @param fromNanos not before, by the time of the block
 * @param toNanos before
 * @param before on the chain before this place
 */
public record SwapQuery(
    String chain, Address pool, long fromNanos, long toNanos, LogPlace before) {}
