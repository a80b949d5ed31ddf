package io.tapeline.chain.json.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.SlotClaim;
import java.math.BigInteger;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account in a proof, field by field as it is read again. */
@Schema(name = "ReadProofAccount", description = "An account and slots, in their tries.")
public record AccountProofJson(
    @Schema(examples = "0xdac17f958d2ee523a2206206994597c13d831ec7") String address,
    @Schema(description = "A whole number below 2^64.", examples = "1") BigInteger nonce,
    @Schema(description = "In wei, decimal.", examples = "1000000000000000000") String balance,
    @Schema(examples = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421")
        String storageRoot,
    @Schema(examples = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
        String codeHash,
    @Schema(description = "Of the state's trie, from the root down.") List<String> nodes,
    List<Slot> storage) {

  /** A slot of its storage. */
  @Schema(name = "ReadProofSlot", description = "A slot, in the account's trie.")
  public record Slot(
      @Schema(examples = "0x0000000000000000000000000000000000000000000000000000000000000002")
          String slot,
      @Schema(examples = "0x00000000000000000000000000000000000000000000000000000000000f4240")
          String value,
      @Schema(description = "Of the account's trie, from its storage root down.")
          List<String> nodes) {

    private static Slot of(SlotClaim claim) {
      return new Slot(
          claim.slot().toString(),
          Hash.of(claim.value()).toString(),
          ProofDocumentJson.hex(claim.nodes()));
    }
  }

  static AccountProofJson of(AccountClaim claim) {
    Account account = claim.account();
    return new AccountProofJson(
        claim.address().toString(),
        account.nonce(),
        account.balance().toString(),
        account.storageRoot().toString(),
        account.codeHash().toString(),
        ProofDocumentJson.hex(claim.nodes()),
        claim.slots().stream().map(Slot::of).toList());
  }
}
