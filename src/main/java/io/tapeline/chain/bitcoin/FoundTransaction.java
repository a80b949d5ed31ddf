package io.tapeline.chain.bitcoin;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.Transaction;

/**
 * A transaction in a block, as a node shows it: the branch leads from its id to the root in the
 * header. Whether that header is on the chain is another question.
 *
 * @param transaction without witnesses, which its id does not prove
 */
public record FoundTransaction(Transaction transaction, MerkleBranch branch, PlacedHeader block) {

  /**
   * @throws RefusedException if the branch does not lead to the root
   */
  public FoundTransaction {
    transaction = transaction.stripped();
    if (!branch.proves(transaction.txid(), block.header().merkleRoot())) {
      throw new RefusedException("its branch does not lead to the root in the header");
    }
  }
}
