package io.tapeline.chain.bitcoin.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches what leads to a header that was checked, backwards. Any node may be asked: each is the
 * one whose hash the next names.
 */
record EarlierHeaders(NodePool<BitcoinNode> nodes) {

  /** Those from this height up to the header, which is not among them; oldest first. */
  Uni<List<ChainedHeader>> between(long from, ChainedHeader header) {
    return before(from, header.height() - 1, header.header().previous(), List.of());
  }

  private Uni<List<ChainedHeader>> before(
      long from, long to, Hash256 last, List<ChainedHeader> after) {
    if (to < from) {
      return Uni.createFrom().item(after);
    }
    return nodes
        .any(
            node ->
                node.headers(new BlockRange(from, to).end(node.mostBlocks()))
                    .map(headers -> linked(headers, last)))
        .chain(
            headers -> {
              List<ChainedHeader> longer = new ArrayList<>(headers);
              longer.addAll(after);
              ChainedHeader first = headers.getFirst();
              return before(from, first.height() - 1, first.header().previous(), longer);
            });
  }

  private static List<ChainedHeader> linked(List<PlacedHeader> headers, Hash256 last) {
    Hash256 expected = last;
    for (PlacedHeader header : headers.reversed()) {
      if (!header.hash().equals(expected)) {
        throw new NodeException(NodeFault.BEHIND, "its blocks do not lead to those that are known");
      }
      expected = header.header().previous();
    }
    return headers.stream()
        .map(
            header ->
                new ChainedHeader(
                    header.header(), header.hash(), header.height(), header.header().work()))
        .toList();
  }
}
