package io.tapeline.chain.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Transaction;

/** Where a node says that a transaction is. */
public sealed interface Placement {

  /** It does not know it. */
  record Unknown() implements Placement {}

  /** It waits for a block; that it can be executed is not said. */
  record Pending(Transaction transaction) implements Placement {}

  /** In this block, if the block is on the chain and has it. */
  record In(Hash block, Transaction transaction) implements Placement {}
}
