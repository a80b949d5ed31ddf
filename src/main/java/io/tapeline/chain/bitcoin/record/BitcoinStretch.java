package io.tapeline.chain.bitcoin.record;

import io.tapeline.chain.Hash;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the blocks of one interval add up to; at least one.
 *
 * @param openSeconds where the interval begins, seconds since 1970
 * @param feesSatoshi null where fees of one of them are not known
 * @param work hashes that they took on average
 * @param difficulty of the last one
 * @param hash of the last one
 */
public record BitcoinStretch(
    long openSeconds,
    int blocks,
    long first,
    long last,
    long transactions,
    long weight,
    @Nullable Long feesSatoshi,
    BigInteger work,
    BigDecimal difficulty,
    Hash hash) {}
