package io.tapeline.chain.state;

import io.tapeline.chain.Hash;
import java.math.BigInteger;
import java.util.List;

/**
 * An account and some slots of its storage, as a node says it without proof.
 *
 * @param balance in wei
 * @param values of the slots that were asked for, in their order
 */
public record ReportedAccount(
    BigInteger nonce, BigInteger balance, Hash codeHash, List<BigInteger> values) {

  public ReportedAccount {
    values = List.copyOf(values);
  }
}
