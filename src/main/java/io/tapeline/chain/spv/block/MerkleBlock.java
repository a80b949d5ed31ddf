package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.ByteReader;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import java.util.List;

/**
 * A header with the part of its tree that some of its transactions need: what nodes answer to
 * {@code gettxoutproof}, and BIP 37 calls {@code merkleblock}. The part leads to the root in the
 * header; whether the header is on a chain is another question.
 *
 * @param transactions how many the block is said to have; the depth of the tree follows from it
 * @param found the ones that the part is for, in the order of the block
 */
public record MerkleBlock(BlockHeader header, int transactions, List<Found> found) {

  /** A transaction's id and its branch. */
  public record Found(Hash256 txid, MerkleBranch branch) {}

  /** A megabyte of hashes and more than enough bits for them. */
  private static final int MOST_BYTES = 1 << 20;

  public MerkleBlock {
    found = List.copyOf(found);
  }

  /** In hexadecimal. */
  public static MerkleBlock parse(String hex) {
    return parse(ByteReader.hex(hex, MOST_BYTES));
  }

  /** All of the bytes. */
  public static MerkleBlock parse(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    BlockHeader header = BlockHeader.read(in);
    PartialTree tree = PartialTree.read(in);
    in.end();
    List<Found> found = tree.found(header.merkleRoot());
    if (found.isEmpty()) {
      throw new RefusedException("the tree is for no transaction");
    }
    return new MerkleBlock(header, tree.leaves(), found);
  }
}
