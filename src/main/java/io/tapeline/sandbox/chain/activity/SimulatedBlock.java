package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Withdrawal;
import java.util.List;

/**
 * A whole block.
 *
 * @param executed its transactions, in order
 * @param bytes how long it is in RLP
 */
public record SimulatedBlock(
    Header header, Hash hash, List<Executed> executed, List<Withdrawal> withdrawals, int bytes) {

  public SimulatedBlock {
    executed = List.copyOf(executed);
    withdrawals = List.copyOf(withdrawals);
  }

  public long number() {
    return header.number();
  }
}
