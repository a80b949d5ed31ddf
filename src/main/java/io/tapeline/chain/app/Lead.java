package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Branch;
import java.util.List;

/**
 * Fetches what leads to a block, from it backwards. Any node may be asked: each block is the one
 * whose hash the next names, so that nobody needs to be believed.
 */
final class Lead {

  private final NodePool<?> nodes;

  Lead(NodePool<?> nodes) {
    this.nodes = nodes;
  }

  /**
   * The branch with these blocks before it. Fails with {@link NodeException} if no node has them.
   *
   * @param missing ends just before its first
   */
  Uni<Branch> to(Branch branch, BlockRange missing) {
    return nodes
        .any(node -> node.blocks(missing.end(node.mostBlocks())).map(got -> linked(branch, got)))
        .chain(
            longer ->
                longer.first().number() <= missing.first()
                    ? Uni.createFrom().item(longer)
                    : to(longer, new BlockRange(missing.first(), longer.first().number() - 1)));
  }

  private static Branch linked(Branch branch, List<BlockRef> before) {
    try {
      return branch.after(before);
    } catch (RefusedException _) {
      throw new NodeException(
          NodeFault.BEHIND, "its blocks do not lead to block " + branch.first().number());
    }
  }
}
