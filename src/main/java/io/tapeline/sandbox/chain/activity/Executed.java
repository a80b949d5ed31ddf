package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;

/**
 * A transaction of a block and what came of it.
 *
 * @param gasPrice wei for a unit of gas, as it was paid
 * @param blobGas 0 where there are no blobs
 */
public record Executed(
    Transaction.Signed transaction,
    Hash hash,
    Address from,
    Receipt receipt,
    long gasUsed,
    BigInteger gasPrice,
    long blobGas) {}
