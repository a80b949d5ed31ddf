package io.tapeline.chain.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Trie;
import io.tapeline.chain.proof.TrieVerifier;
import java.util.Arrays;
import java.util.List;

/**
 * What is said to stand at a place of a block, and the proof. Nobody may change the array.
 *
 * @param index from 0
 * @param encoded the transaction or the receipt, as the trie has it
 * @param nodes from the root down
 */
@SuppressWarnings("ArrayRecordComponent")
public record Inclusion(Part part, int index, byte[] encoded, List<byte[]> nodes) {

  public Inclusion {
    if (index < 0) {
      throw new RefusedException("%s %d: places begin at 0".formatted(part, index));
    }
    nodes = List.copyOf(nodes);
  }

  /**
   * Of all that a block has of a part.
   *
   * @throws RefusedException if the list is not that of the header, or has no such place
   */
  public static Inclusion of(Part part, Header header, List<byte[]> all, int index) {
    if (index < 0 || index >= all.size()) {
      throw new RefusedException(
          "block %d has %d %ss, none at %d".formatted(header.number(), all.size(), part, index));
    }
    List<byte[]> nodes = part.trie(header, all).proof(Trie.indexKey(index));
    return new Inclusion(part, index, all.get(index), nodes);
  }

  /**
   * @throws RefusedException if it is not proved
   */
  public void check(Header header, TrieVerifier verifier) {
    try {
      byte[] proved =
          verifier
              .verify(part.root(header), Trie.indexKey(index), nodes)
              .orElseThrow(() -> new RefusedException("the block has none at this place"));
      if (!Arrays.equals(proved, encoded)) {
        throw new RefusedException("the block has another one at this place");
      }
    } catch (RefusedException e) {
      throw e.in(part + " " + index);
    }
  }
}
