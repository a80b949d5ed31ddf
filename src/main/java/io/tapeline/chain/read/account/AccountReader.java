package io.tapeline.chain.read.account;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.Blocks;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.state.AccountState;
import io.tapeline.chain.read.state.StateReader;
import io.tapeline.chain.read.token.FactReader;
import io.tapeline.chain.read.token.SlotQuestion;
import io.tapeline.chain.read.token.SlotReader;
import io.tapeline.chain.read.token.SlotReading;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what an account has at a block, proved where it can be. */
@ApplicationScoped
public class AccountReader {

  private final Blocks blocks;
  private final StateReader states;
  private final SlotReader slots;
  private final FactReader facts;

  public AccountReader(Blocks blocks, StateReader states, SlotReader slots, FactReader facts) {
    this.blocks = blocks;
    this.states = states;
    this.slots = slots;
    this.facts = facts;
  }

  /**
   * Fails with {@code unknown_block}; with {@code not_proved} or {@code unprovable} where what must
   * be verified is not, and where nodes do not even agree on what they report.
   */
  public Uni<AccountReading> read(Ask ask, AccountQuestion question) {
    return blocks
        .find(ask, question.block())
        .invoke(anchor -> require(ask, question, "the block", anchor.doubt()))
        .chain(anchor -> at(ask, anchor, question));
  }

  private static void require(
      Ask ask, AccountQuestion question, String what, @Nullable Doubt doubt) {
    if (question.mustBeVerified() && doubt != null) {
      throw doubt.refusal(ask, what);
    }
  }

  private Uni<AccountReading> at(Ask ask, Anchor anchor, AccountQuestion question) {
    Uni<AccountState> state =
        states.read(ask, anchor, question.address(), question.slots(), question.mustBeVerified());
    return Uni.combine()
        .all()
        .unis(state, tokens(ask, anchor, question))
        .asTuple()
        .map(
            both ->
                new AccountReading(
                    ask.followed(), anchor, question, both.getItem1(), both.getItem2()));
  }

  private Uni<List<AccountReading.Token>> tokens(Ask ask, Anchor anchor, AccountQuestion question) {
    if (question.tokens().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Uni.join()
        .all(question.tokens().stream().map(token -> token(ask, anchor, question, token)).toList())
        .andFailFast();
  }

  private Uni<AccountReading.Token> token(
      Ask ask, Anchor anchor, AccountQuestion question, Address contract) {
    String what = "the balance of " + contract.checksummed();
    Uni<SlotReading> balance =
        slots
            .read(ask, anchor, SlotQuestion.balance(ask, contract, question.address()))
            .invoke(reading -> require(ask, question, what, reading.doubt()));
    return Uni.combine()
        .all()
        .unis(balance, facts.read(ask, anchor, contract))
        .asTuple()
        .map(both -> new AccountReading.Token(both.getItem1(), both.getItem2()));
  }
}
