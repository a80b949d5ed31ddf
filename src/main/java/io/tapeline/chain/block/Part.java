package io.tapeline.chain.block;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Trie;
import java.util.List;

/** A list of a block whose trie the header commits to. */
public enum Part {
  TRANSACTION,
  RECEIPT;

  /** What the header says that it is. */
  public Hash root(Header header) {
    return switch (this) {
      case TRANSACTION -> header.transactionsRoot();
      case RECEIPT -> header.receiptsRoot();
    };
  }

  /**
   * The trie of all that the block has of it.
   *
   * @param encoded each as the trie has it, in order
   * @throws RefusedException if that is not what the header commits to
   */
  public Trie trie(Header header, List<byte[]> encoded) {
    Trie trie = Trie.ofList(encoded);
    if (!trie.root().equals(root(header))) {
      throw new RefusedException(
          "the %ss of block %d have the root %s, not %s"
              .formatted(this, header.number(), trie.root(), root(header)));
    }
    return trie;
  }

  /** As people say it. */
  @Override
  public String toString() {
    return switch (this) {
      case TRANSACTION -> "transaction";
      case RECEIPT -> "receipt";
    };
  }
}
