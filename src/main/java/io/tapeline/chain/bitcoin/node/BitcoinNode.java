package io.tapeline.chain.bitcoin.node;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.ChainNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.FoundTransaction;
import io.tapeline.chain.bitcoin.NodeMempool;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.spv.Hash256;
import java.util.List;
import java.util.Optional;

/**
 * A node of one of Bitcoin's networks. The hash of each header is made again from its parts;
 * whether it has work, and where it stands, a chain of headers knows better. Asks fail with {@link
 * NodeException} only.
 */
public interface BitcoinNode extends ChainNode {

  /** The newest block of what it takes for the best chain. */
  Uni<PlacedHeader> tip();

  /** A block that it has, on its best chain or beside it; {@code BEHIND} if it has it not. */
  Uni<PlacedHeader> header(Hash256 hash);

  /**
   * Headers of its best chain, in their order; {@code BEHIND} if it has one not.
   *
   * @param heights at most {@link #mostBlocks()}
   */
  Uni<List<PlacedHeader>> headers(BlockRange heights);

  /** A transaction in a block; nothing where it knows none that has it, which is no fault. */
  Uni<Optional<FoundTransaction>> find(Hash256 txid);

  /** What it says of a block beside its header. */
  Uni<BlockFigures> figures(Hash256 hash);

  /** What it says of fees. */
  Uni<NodeMempool> mempool();

  @Override
  default Uni<Head> head() {
    return tip().map(tip -> new Head(tip.ref(), null, null));
  }

  @Override
  default Uni<BlockRef> block(long number) {
    return headers(new BlockRange(number, number)).map(headers -> headers.getFirst().ref());
  }

  @Override
  default Uni<BlockRef> block(Hash hash) {
    return header(PlacedHeader.hash(hash)).map(PlacedHeader::ref);
  }

  @Override
  default Uni<List<BlockRef>> blocks(BlockRange blocks) {
    return headers(blocks).map(headers -> headers.stream().map(PlacedHeader::ref).toList());
  }
}
