package io.tapeline.chain.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import org.jspecify.annotations.Nullable;

/**
 * A token of which it is said where its contract keeps what.
 *
 * @param balances null if it is not said
 * @param supply likewise
 */
public record KnownToken(
    Address contract, @Nullable BalanceMapping balances, @Nullable Hash supply) {}
