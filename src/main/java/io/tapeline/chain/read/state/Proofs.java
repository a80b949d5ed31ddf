package io.tapeline.chain.read.state;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.audit.LastRead;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.SlotClaim;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.Kept;
import io.tapeline.chain.read.Proving;
import io.tapeline.chain.read.ReadConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Accounts and storage with their proofs, each read once for a block. */
@ApplicationScoped
public class Proofs {

  private static final int BYTES_BESIDE = 500;
  private static final int CODES = 10_000;

  private record Question(String chain, Hash block, Address address, List<Hash> slots) {}

  private final LastRead lastRead;
  private final Kept<Question, AccountClaim> claims;
  private final Kept<Hash, Code> codes = new Kept<>(CODES, _ -> 1);

  public Proofs(ReadConfig config, LastRead lastRead) {
    this.lastRead = lastRead;
    this.claims = new Kept<>((long) config.keptMebibytes() << 20, Proofs::weight);
  }

  private static int weight(AccountClaim claim) {
    int bytes = BYTES_BESIDE + weight(claim.nodes());
    for (SlotClaim slot : claim.slots()) {
      bytes += BYTES_BESIDE + weight(slot.nodes());
    }
    return bytes;
  }

  private static int weight(List<byte[]> nodes) {
    return nodes.stream().mapToInt(node -> node.length).sum();
  }

  /** Proved against the block's state root. Fails with {@link NodeException}. */
  public Uni<AccountClaim> claim(Ask ask, Anchor anchor, Address address, List<Hash> slots) {
    return claims.get(
        new Question(ask.name(), anchor.hash(), address, slots),
        () -> {
          lastRead.is(ask.name(), address, slots);
          return Proving.first(ask, node -> node.proof(anchor.header(), address, slots));
        });
  }

  /** What the code of a proved account makes of it; never fails for nodes. */
  Uni<Code> code(Ask ask, Anchor anchor, AccountClaim claim) {
    Account account = claim.account();
    if (account.codeHash().equals(Account.NO_CODE)) {
      return Uni.createFrom().item(account.equals(Account.ABSENT) ? Code.ABSENT : Code.NONE);
    }
    return codes
        .get(
            account.codeHash(),
            () ->
                Proving.first(
                        ask,
                        node -> node.code(anchor.header(), claim.address(), account.codeHash()))
                    .map(Code::of))
        .onFailure(NodeException.class)
        .recoverWithItem(Code.UNREAD);
  }
}
