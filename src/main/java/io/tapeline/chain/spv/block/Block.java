package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.ByteReader;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * A block whose transactions are those that its header commits to: the Merkle root over their ids
 * is the header's, the first and only the first makes new coins, and it weighs no more than it may.
 * Whether its header is on the best chain is another question, and scripts are nobody's here.
 */
public record Block(BlockHeader header, List<Transaction> transactions) {

  /** Weight, and so also bytes. */
  public static final int MOST_WEIGHT = 4_000_000;

  private static final int LEAST_TRANSACTION_BYTES = 60;

  public Block {
    transactions = List.copyOf(transactions);
    if (!MerkleTree.over(ids(transactions)).root().equals(header.merkleRoot())) {
      throw new RefusedException("the transactions are not those of the header");
    }
    if (weight(transactions) > MOST_WEIGHT) {
      throw new RefusedException("a block weighs at most " + MOST_WEIGHT);
    }
    for (int i = 0; i < transactions.size(); i++) {
      if (transactions.get(i).coinbase() != (i == 0)) {
        throw new RefusedException("the first transaction, and no other, makes coins");
      }
    }
  }

  /** All of the bytes. */
  public static Block parse(byte[] bytes) {
    if (bytes.length > MOST_WEIGHT) {
      throw new RefusedException("a block has at most " + MOST_WEIGHT + " bytes");
    }
    ByteReader in = new ByteReader(bytes);
    BlockHeader header = BlockHeader.read(in);
    int count = in.count(LEAST_TRANSACTION_BYTES);
    List<Transaction> transactions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      transactions.add(TransactionReader.read(bytes, in));
    }
    in.end();
    return new Block(header, transactions);
  }

  private static List<Hash256> ids(List<Transaction> transactions) {
    return transactions.stream().map(Transaction::txid).toList();
  }

  /** Four for each byte, one for each byte of witnesses. */
  public int weight() {
    return (int) weight(transactions);
  }

  private static long weight(List<Transaction> transactions) {
    int countBytes = transactions.size() < 0xfd ? 1 : 3;
    return 4L * (BlockHeader.BYTES + countBytes)
        + transactions.stream().mapToLong(Transaction::weight).sum();
  }

  public Transaction coinbase() {
    return transactions.getFirst();
  }

  /** What proves that the transaction at this index is in the block. */
  public MerkleBranch branch(int index) {
    return MerkleTree.over(ids(transactions)).branch(index);
  }
}
