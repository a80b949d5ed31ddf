package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.SlotClaim;
import java.math.BigInteger;

/** The account of a proof's document: balance in wei, decimal; slots and values as 32 bytes. */
final class AccountJson {

  private static final int WORD_DIGITS = 64;

  private AccountJson() {}

  static AccountClaim read(Fields fields) {
    fields.allowOnly(
        "address", "nonce", "balance", "storage_root", "code_hash", "nodes", "storage");
    return new AccountClaim(
        fields.address("address"),
        new Account(
            fields.count("nonce"),
            fields.decimal("balance"),
            fields.hash("storage_root"),
            fields.hash("code_hash")),
        fields.byteStrings("nodes"),
        fields.objects("storage", AccountJson::slot));
  }

  private static SlotClaim slot(Fields fields) {
    fields.allowOnly("slot", "value", "nodes");
    return new SlotClaim(
        fields.hash("slot"),
        new BigInteger(1, fields.hash("value").bytes()),
        fields.byteStrings("nodes"));
  }

  static void write(ObjectNode object, AccountClaim claim) {
    Account account = claim.account();
    object
        .put("address", claim.address().toString())
        .put("nonce", account.nonce())
        .put("balance", account.balance().toString())
        .put("storage_root", account.storageRoot().toString())
        .put("code_hash", account.codeHash().toString());
    ProofWriter.writeNodes(object, claim.nodes());
    ArrayNode slots = object.putArray("storage");
    for (SlotClaim slot : claim.slots()) {
      ObjectNode each = slots.addObject();
      each.put("slot", slot.slot().toString()).put("value", word(slot.value()));
      ProofWriter.writeNodes(each, slot.nodes());
    }
  }

  private static String word(BigInteger number) {
    return "0x" + "0".repeat(WORD_DIGITS - number.toString(16).length()) + number.toString(16);
  }
}
