package io.tapeline.chain.bitcoin.record;

import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.spv.follow.ChainedHeader;

/** A block of the best chain, and what nodes agree on of it. */
public record MeasuredBlock(ChainedHeader header, BlockFigures figures) {

  public BlockRef ref() {
    return PlacedHeader.ref(header.header(), header.hash(), header.height());
  }
}
