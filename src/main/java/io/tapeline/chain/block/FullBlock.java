package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Trie;
import java.util.List;

/**
 * A block with all that is in it. Transactions, receipts and withdrawals are those that its header
 * commits to, and the hash follows from the header; whether it is on the chain is not said.
 *
 * @param transactions in their order
 * @param receipts one for each of them
 * @param withdrawals none before the fork that has them
 */
public record FullBlock(
    Header header,
    Hash hash,
    List<Sent> transactions,
    List<Receipt> receipts,
    List<Withdrawal> withdrawals) {

  /**
   * @throws RefusedException if they are not those of the header
   */
  public FullBlock {
    transactions = List.copyOf(transactions);
    receipts = List.copyOf(receipts);
    withdrawals = List.copyOf(withdrawals);
    if (!header.hash().equals(hash)) {
      throw new RefusedException(
          "block %d has the hash %s, not %s".formatted(header.number(), header.hash(), hash));
    }
    if (receipts.size() != transactions.size()) {
      throw new RefusedException(
          "block %d has %d transactions and %d receipts"
              .formatted(header.number(), transactions.size(), receipts.size()));
    }
    var _ =
        Part.TRANSACTION.trie(
            header, transactions.stream().map(sent -> sent.transaction.encoded()).toList());
    var _ = Part.RECEIPT.trie(header, receipts.stream().map(Receipt::encoded).toList());
    if (!hasDeposits(transactions) || !withdrawals.isEmpty()) {
      requireWithdrawals(header, withdrawals);
    }
  }

  private static boolean hasDeposits(List<Sent> transactions) {
    return !transactions.isEmpty()
        && transactions.getFirst().transaction instanceof Transaction.Deposit;
  }

  /**
   * Whether it is of the OP stack, every block of which begins with a deposit. Since its Isthmus
   * fork these have no withdrawals, and in the place of their root that of what accounts take to
   * the chain below.
   */
  public boolean isOfRollup() {
    return hasDeposits(transactions);
  }

  private static void requireWithdrawals(Header header, List<Withdrawal> withdrawals) {
    Hash committed = header.additions().withdrawalsRoot();
    Hash root = Trie.ofList(withdrawals.stream().map(Withdrawal::encoded).toList()).root();
    if (committed == null ? !withdrawals.isEmpty() : !root.equals(committed)) {
      throw new RefusedException(
          "the withdrawals of block %d have the root %s, not %s"
              .formatted(header.number(), root, committed));
    }
  }

  /**
   * A transaction and who sent it.
   *
   * @param hash of the transaction
   * @param from as a node says it; of all that is here this alone is believed. It follows from the
   *     signature, which is not looked at until somebody asks: see {@link Sender}
   */
  public record Sent(Transaction transaction, Hash hash, Address from) {}

  public long number() {
    return header.number();
  }
}
