package io.tapeline.chain.read.account;

import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.state.AccountState;
import io.tapeline.chain.read.token.SlotReading;
import io.tapeline.chain.read.token.TokenFacts;
import java.util.List;

/**
 * What is known of an account.
 *
 * @param tokens as they were asked for
 */
public record AccountReading(
    FollowedChain chain,
    Anchor anchor,
    AccountQuestion question,
    AccountState state,
    List<Token> tokens) {

  public AccountReading {
    tokens = List.copyOf(tokens);
  }

  /** How much of a token it has. */
  public record Token(SlotReading balance, TokenFacts facts) {}

  /** Whether the same question will never have another answer. */
  public boolean isSettled() {
    return question.block().isFixed()
        && anchor.isFinal()
        && state.doubt() == null
        && tokens.stream().allMatch(token -> token.balance().isVerified());
  }
}
