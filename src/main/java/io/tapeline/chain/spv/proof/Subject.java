package io.tapeline.chain.spv.proof;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.Transaction;

/** What is claimed to be in a block. */
public sealed interface Subject {

  Hash256 txid();

  /** The whole transaction without witnesses, so that its id and its outputs follow from it. */
  record Whole(Transaction transaction) implements Subject {

    @Override
    public Hash256 txid() {
      return transaction.txid();
    }
  }

  /** Its id alone, which might be that of an inner node of the tree. */
  record IdOnly(Hash256 txid) implements Subject {}
}
