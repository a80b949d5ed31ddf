package io.tapeline.chain.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Account;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.SlotClaim;
import java.math.BigInteger;

/** What {@code eth_getProof} answers (EIP-1186). */
public final class StateProofJson {

  private static final Hash ZERO = Hash.of(new byte[Hash.BYTES]);

  private StateProofJson() {}

  /**
   * What is claimed; nothing of it is proved yet.
   *
   * @throws RefusedException if anything is missing
   */
  public static AccountClaim read(JsonNode json) {
    Fields fields = new Fields(json);
    return new AccountClaim(
        fields.address("address"),
        account(fields),
        fields.byteStrings("accountProof"),
        fields.objects("storageProof", StateProofJson::slot));
  }

  /** Some nodes have zeros for the hashes of an account that is not there. */
  private static Account account(Fields fields) {
    BigInteger nonce = fields.number("nonce");
    BigInteger balance = fields.number("balance");
    Hash storage = fields.hash("storageHash");
    Hash code = fields.hash("codeHash");
    boolean isAbsent =
        nonce.signum() == 0 && balance.signum() == 0 && code.equals(ZERO) && isNone(storage);
    return isAbsent ? Account.ABSENT : new Account(nonce, balance, storage, code);
  }

  private static boolean isNone(Hash storage) {
    return storage.equals(ZERO) || storage.equals(Account.ABSENT.storageRoot());
  }

  /** Nodes write the slot as a number or as 32 bytes, as they were asked. */
  private static SlotClaim slot(Fields fields) {
    return new SlotClaim(
        Hash.of(fields.number("key")), fields.number("value"), fields.byteStrings("proof"));
  }
}
