package io.tapeline.chain.read.state;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Agreeing;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.Blocks;
import io.tapeline.chain.read.Doubt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads accounts at a block: proved, or, where nobody proves them, as enough nodes report. */
@ApplicationScoped
public class StateReader {

  private final Proofs proofs;

  public StateReader(Proofs proofs) {
    this.proofs = proofs;
  }

  /**
   * Fails with {@code not_proved} or {@code unprovable} where it must be verified and is not, and
   * where nodes do not even agree on what they report.
   */
  public Uni<AccountState> read(
      Ask ask, Anchor anchor, Address address, List<Hash> slots, boolean mustBeVerified) {
    return proofs
        .claim(ask, anchor, address, slots)
        .chain(
            claim ->
                proofs
                    .code(ask, anchor, claim)
                    .map(code -> AccountState.proved(claim, code, anchor.doubt())))
        .onFailure(NodeException.class)
        .recoverWithUni(
            why -> {
              Doubt doubt = Doubt.of(why);
              return mustBeVerified
                  ? Uni.createFrom().failure(doubt.refusal(ask, "account " + address.checksummed()))
                  : reported(ask, anchor, address, slots, doubt);
            });
  }

  private static Uni<AccountState> reported(
      Ask ask, Anchor anchor, Address address, List<Hash> slots, Doubt doubt) {
    return Agreeing.on(
            ask, "what the account has", node -> node.reported(anchor.header(), address, slots))
        .map(said -> AccountState.reported(said, doubt))
        .onFailure(NodeException.class)
        .transform(why -> Blocks.notProved(ask, String.valueOf(why.getMessage())));
  }
}
