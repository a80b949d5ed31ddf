package io.tapeline.chain.read;

import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.proof.Address;

/**
 * What is known of a token.
 *
 * @param state of the account that its contract is
 */
public record TokenReading(
    FollowedChain chain,
    Anchor anchor,
    Address contract,
    AccountState state,
    SlotReading supply,
    TokenFacts facts) {}
