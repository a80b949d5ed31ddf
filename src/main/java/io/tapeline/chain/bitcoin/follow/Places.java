package io.tapeline.chain.bitcoin.follow;

import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.follow.HeaderChain;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where each node stands against the best chain.
 *
 * @param tips the newest block of each node, of those whose block the chain knows
 * @param reaches the height up to which each of them has the best chain's blocks
 */
record Places(Map<String, ChainedHeader> tips, Map<String, Long> reaches) {

  static Places of(HeaderChain chain, Map<String, PlacedHeader> said) {
    Map<String, ChainedHeader> tips = new TreeMap<>();
    Map<String, Long> reaches = new TreeMap<>();
    said.forEach(
        (name, tip) ->
            chain
                .find(tip.hash())
                .ifPresent(
                    known ->
                        fork(chain, known)
                            .ifPresent(
                                fork -> {
                                  tips.put(name, known);
                                  reaches.put(name, fork.height());
                                })));
    return new Places(tips, reaches);
  }

  /** The newest block of the best chain that the branch with this end has. */
  private static Optional<ChainedHeader> fork(HeaderChain chain, ChainedHeader end) {
    Optional<ChainedHeader> at = Optional.of(end);
    while (at.isPresent() && chain.confirmations(at.get().hash()) == 0) {
      at = chain.find(at.get().header().previous());
    }
    return at;
  }
}
