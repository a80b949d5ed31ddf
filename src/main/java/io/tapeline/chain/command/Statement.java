package io.tapeline.chain.command;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Inclusion;
import io.tapeline.chain.block.Part;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.block.ReadProof.Proved;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Receipt.Outcome;
import io.tapeline.chain.block.Sender;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.proof.SlotClaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof in plain words: what it proves, and what it doesn't.
 *
 * @param isGiven whether the block's hash was compared with one that was given
 */
record Statement(ReadProof proof, Proved proved, boolean isGiven) {

  private static final long LAST_SECOND = 253_402_300_799L;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "block %d of %s, %s, of %s"
            .formatted(
                proved.header().number(),
                proof.chain(),
                proof.blockHash(),
                time(proved.header().timestamp())));
    lines.add("  the hash is that of the header");
    AccountClaim claim = proof.account();
    if (claim != null) {
      lines.add(account(claim));
      claim.slots().forEach(slot -> lines.add(slot(slot)));
    }
    for (Inclusion inclusion : proof.inclusions()) {
      lines.add(inclusion(inclusion));
      if (inclusion.part() == Part.TRANSACTION) {
        lines.add(sender(inclusion.encoded()));
      }
    }
    lines.add("proved: all of this follows from the block's hash");
    lines.add(
        isGiven
            ? "not proved: that %s has this block; the hash is the one given, whoever gave it"
                .formatted(proof.chain())
            : "not proved: that %s has this block; compare the hash with one that you trust, or give that: --block HASH"
                .formatted(proof.chain()));
    return lines;
  }

  /** Years beyond 9999 are no dates. */
  private static String time(long seconds) {
    return seconds > LAST_SECOND ? "second " + seconds : Instant.ofEpochSecond(seconds).toString();
  }

  private String account(AccountClaim claim) {
    if (!proved.hasAccount()) {
      return "  account %s is not in the state: no nonce, no balance, no code"
          .formatted(claim.address());
    }
    Account account = claim.account();
    return "  account %s: nonce %d, balance %d wei, %s"
        .formatted(
            claim.address(),
            account.nonce(),
            account.balance(),
            account.codeHash().equals(Account.NO_CODE)
                ? "no code"
                : "code with the hash " + account.codeHash());
  }

  private static String slot(SlotClaim slot) {
    return slot.value().signum() == 0
        ? "  slot %s: nothing is stored".formatted(slot.slot())
        : "  slot %s: 0x%x".formatted(slot.slot(), slot.value());
  }

  private static String inclusion(Inclusion inclusion) {
    if (inclusion.part() == Part.TRANSACTION) {
      return "  transaction %d is %s, %d bytes"
          .formatted(inclusion.index(), Keccak.of(inclusion.encoded()), inclusion.encoded().length);
    }
    return "  receipt %d: %s".formatted(inclusion.index(), receipt(inclusion.encoded()));
  }

  private static String sender(byte[] encoded) {
    try {
      String how = Sender.isDeposit(encoded) ? "says the rollup's deposit" : "who signed it";
      return "    sent by %s, %s".formatted(Sender.of(encoded).checksummed(), how);
    } catch (RefusedException e) {
      return "    who sent it is not proved: " + e.getMessage();
    }
  }

  /** That the block has it is proved whatever it is. */
  private static String receipt(byte[] encoded) {
    try {
      Receipt receipt = Receipt.decode(encoded);
      int logs = receipt.logs().size();
      return "%s, %d %s".formatted(outcome(receipt.outcome()), logs, logs == 1 ? "log" : "logs");
    } catch (RefusedException _) {
      return "%d bytes of a kind that is not known here".formatted(encoded.length);
    }
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Status(boolean succeeded) -> succeeded ? "succeeded" : "failed";
      case Outcome.State(var root) -> "state " + root;
    };
  }
}
