package io.tapeline.chain.fee.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.fee.gas.FeeBlock;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last blocks of a chain, from its agreed head backwards: each is the one whose hash the next
 * names, so that any node may be asked. Some are kept. Any thread.
 */
final class AgreedHeaders {

  private static final int KEPT = 4 * FeeReader.MOST_BLOCKS;

  private final NodePool<EvmNode> nodes;
  private final Map<Hash, FeeBlock> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, FeeBlock> eldest) {
          return size() > KEPT;
        }
      };

  AgreedHeaders(NodePool<EvmNode> nodes) {
    this.nodes = nodes;
  }

  /** Oldest first, the head last; fewer where the chain is shorter. Fails as nodes do. */
  Uni<List<FeeBlock>> to(BlockRef head, int count) {
    return before(head.number(), head.hash(), Math.max(0, head.number() - count + 1), List.of());
  }

  /**
   * @param hash of the block with this number
   * @param later those behind it
   */
  private Uni<List<FeeBlock>> before(long number, Hash hash, long first, List<FeeBlock> later) {
    List<FeeBlock> known = new ArrayList<>();
    long at = number;
    Hash wanted = hash;
    for (FeeBlock block = kept(wanted); block != null && at >= first; block = kept(wanted)) {
      known.add(block);
      at--;
      wanted = block.ref().parent();
    }
    List<FeeBlock> all = new ArrayList<>(known.reversed());
    all.addAll(later);
    return at < first ? Uni.createFrom().item(all) : fetched(at, wanted, first, all);
  }

  private @Nullable FeeBlock kept(Hash hash) {
    synchronized (kept) {
      return kept.get(hash);
    }
  }

  private Uni<List<FeeBlock>> fetched(long number, Hash hash, long first, List<FeeBlock> later) {
    return nodes
        .any(
            node -> {
              BlockRange piece = new BlockRange(first, number).end(node.mostBlocks());
              return node.headers(piece).invoke(headers -> keep(headers, hash));
            })
        .chain(() -> before(number, hash, first, later));
  }

  private void keep(List<Header> headers, Hash last) {
    List<FeeBlock> blocks = new ArrayList<>();
    Hash wanted = last;
    for (Header header : headers.reversed()) {
      FeeBlock block = block(header);
      if (!block.ref().hash().equals(wanted)) {
        throw new NodeException(NodeFault.BEHIND, "it has other blocks than those agreed on");
      }
      blocks.add(block);
      wanted = block.ref().parent();
    }
    synchronized (kept) {
      blocks.forEach(block -> kept.put(block.ref().hash(), block));
    }
  }

  private static FeeBlock block(Header header) {
    try {
      return FeeBlock.of(header);
    } catch (RefusedException e) {
      throw new NodeException(NodeFault.ABSURD, String.valueOf(e.getMessage()));
    }
  }
}
