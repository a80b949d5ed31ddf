package io.tapeline.chain.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;

/**
 * A transfer of a token within a block.
 *
 * @param contract the token's
 * @param log the place of its log among all of the block, from 0 on
 * @param transaction hash of the transaction
 * @param units the smallest that the token has
 */
public record TokenTransfer(
    Address contract, int log, Hash transaction, Address from, Address to, BigInteger units) {}
