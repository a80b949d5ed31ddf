package io.tapeline.chain.read.token;

import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.state.AccountState;

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
