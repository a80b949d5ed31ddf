package io.tapeline.chain.read.transaction;

import io.tapeline.chain.Hash;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Inclusion;
import io.tapeline.chain.block.Part;
import io.tapeline.chain.block.Receipt;
import io.tapeline.chain.block.Sender;
import io.tapeline.chain.block.Transaction;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Doubt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a transaction. */
public sealed interface TransactionReading {

  FollowedChain chain();

  Hash id();

  Transaction transaction();

  /** Who signed it; empty where its signature is of no key. */
  default Optional<Address> sender() {
    return Sender.find(transaction());
  }

  /** Why it is not proved to be on the chain; null if it is. */
  @Nullable Doubt doubt();

  /** It waits for a block, as nodes say. */
  record Pending(FollowedChain chain, Hash id, Transaction transaction, Doubt doubt)
      implements TransactionReading {}

  /**
   * It is in a block, which is there with all that it has.
   *
   * @param index in the block, from 0
   */
  record Included(FollowedChain chain, Hash id, Anchor anchor, FullBlock block, int index)
      implements TransactionReading {

    @Override
    public @Nullable Doubt doubt() {
      return anchor.doubt();
    }

    @Override
    public Transaction transaction() {
      return block.transactions().get(index).transaction();
    }

    public Receipt receipt() {
      return block.receipts().get(index);
    }

    /** What it alone took of the block's gas. */
    public long gasUsed() {
      long before = index == 0 ? 0 : block.receipts().get(index - 1).cumulativeGas();
      return receipt().cumulativeGas() - before;
    }

    /** That transaction and receipt are there: the block's tries are built again. */
    public List<Inclusion> inclusions() {
      List<byte[]> transactions =
          block.transactions().stream().map(sent -> sent.transaction().encoded()).toList();
      List<byte[]> receipts = block.receipts().stream().map(Receipt::encoded).toList();
      return List.of(
          Inclusion.of(Part.TRANSACTION, block.header(), transactions, index),
          Inclusion.of(Part.RECEIPT, block.header(), receipts, index));
    }
  }
}
