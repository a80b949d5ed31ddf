package io.tapeline.chain.bitcoin.node;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.MerkleTree;
import io.tapeline.chain.spv.block.Transaction;
import io.tapeline.chain.spv.header.BlockHeader;
import java.util.List;

/**
 * A block with its transactions.
 *
 * @param fees what each transaction but the first paid, satoshi
 */
public record MinedBlock(
    BlockHeader header, long height, List<Transaction> transactions, List<Long> fees) {

  public Hash256 hash() {
    return header.hash();
  }

  public List<Hash256> ids() {
    return transactions.stream().map(Transaction::txid).toList();
  }

  MerkleTree tree() {
    return MerkleTree.over(ids());
  }
}
