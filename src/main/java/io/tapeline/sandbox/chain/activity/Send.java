package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.block.Transaction.Access;
import io.tapeline.chain.block.Transaction.Authorization;
import java.math.BigInteger;
import java.util.List;

/**
 * A transaction before it is signed, and what comes of it. Nobody may change the array.
 *
 * @param from number of the account
 * @param value in wei
 * @param gasUsed as it will be
 * @param tip wei for a unit of gas beyond the base fee
 */
@SuppressWarnings("ArrayRecordComponent")
record Send(
    Kind kind,
    int from,
    int to,
    BigInteger value,
    byte[] input,
    long gasUsed,
    BigInteger tip,
    boolean succeeds,
    List<Log> logs) {

  static final long TRANSFER_GAS = 21_000;

  Send {
    logs = List.copyOf(logs);
  }

  /** Its type, with what only that has. */
  sealed interface Kind {
    record Legacy() implements Kind {}

    record WithAccessList(List<Access> accesses) implements Kind {}

    record DynamicFee() implements Kind {}

    record WithBlobs(List<Hash> hashes) implements Kind {}

    record SetCode(List<Authorization> authorizations) implements Kind {}
  }

  /** What it may use at most: for a plain transfer exactly what it does. */
  long gasLimit() {
    return gasUsed == TRANSFER_GAS && input.length == 0 ? gasUsed : gasUsed + gasUsed / 4;
  }
}
