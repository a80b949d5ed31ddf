package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.MerkleTree;
import java.util.List;
import java.util.Optional;

/**
 * A block as {@code getblock} tells of it with verbosity 1, and Esplora's {@code /block/HASH/txids}
 * beside a header: the ids of all transactions, which lead to the root in the header.
 */
public record NodeTransactionIds(NodeHeader header, List<Hash256> ids) {

  private static final int MOST_TRANSACTIONS = 1 << MerkleTree.MOST_LEVELS;

  public NodeTransactionIds {
    ids = List.copyOf(ids);
    if (!MerkleTree.over(ids).root().equals(header.placed().header().merkleRoot())) {
      throw new RefusedException("the ids are not those of the header");
    }
  }

  /**
   * @throws RefusedException if anything is missing, or does not follow from the header
   */
  public static NodeTransactionIds read(JsonNode result) {
    return new NodeTransactionIds(
        NodeHeader.read(result),
        new Answer(result).list("tx", MOST_TRANSACTIONS, each -> Hash256.parse(each.asText())));
  }

  /** What proves that the block has a transaction; nothing if it has not. */
  public Optional<MerkleBranch> branch(Hash256 txid) {
    int index = ids.indexOf(txid);
    return index < 0 ? Optional.empty() : Optional.of(MerkleTree.over(ids).branch(index));
  }
}
