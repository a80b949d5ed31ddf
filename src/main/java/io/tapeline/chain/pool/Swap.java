package io.tapeline.chain.pool;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;

/**
 * One swapped.
 *
 * @param log the place of its log among all of the block, from 0 on
 * @param transaction hash of the transaction
 * @param first what the pool got of its first token, below zero what it gave; units
 * @param second likewise
 */
public record Swap(
    int log,
    Hash transaction,
    Address sender,
    Address recipient,
    BigInteger first,
    BigInteger second) {}
