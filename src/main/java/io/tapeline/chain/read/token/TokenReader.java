package io.tapeline.chain.read.token;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.BlockChoice;
import io.tapeline.chain.read.Blocks;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.state.StateReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what a token is at a block: its code and supply proved where they can be. */
@ApplicationScoped
public class TokenReader {

  private final Blocks blocks;
  private final StateReader states;
  private final SlotReader slots;
  private final FactReader facts;

  public TokenReader(Blocks blocks, StateReader states, SlotReader slots, FactReader facts) {
    this.blocks = blocks;
    this.states = states;
    this.slots = slots;
    this.facts = facts;
  }

  /** Fails as readings of accounts do. */
  public Uni<TokenReading> read(
      Ask ask, Address contract, BlockChoice block, boolean mustBeVerified) {
    return blocks
        .find(ask, block)
        .invoke(anchor -> require(ask, mustBeVerified, "the block", anchor.doubt()))
        .chain(anchor -> at(ask, anchor, contract, mustBeVerified))
        .invoke(
            token ->
                require(
                    ask,
                    mustBeVerified,
                    "the supply of " + contract.checksummed(),
                    token.supply().doubt()));
  }

  private static void require(Ask ask, boolean mustBeVerified, String what, @Nullable Doubt doubt) {
    if (mustBeVerified && doubt != null) {
      throw doubt.refusal(ask, what);
    }
  }

  private Uni<TokenReading> at(Ask ask, Anchor anchor, Address contract, boolean mustBeVerified) {
    return Uni.combine()
        .all()
        .unis(
            states.read(ask, anchor, contract, List.of(), mustBeVerified),
            slots.read(ask, anchor, SlotQuestion.supply(ask, contract)),
            facts.read(ask, anchor, contract))
        .asTuple()
        .map(
            all ->
                new TokenReading(
                    ask.followed(),
                    anchor,
                    contract,
                    all.getItem1(),
                    all.getItem2(),
                    all.getItem3()));
  }
}
