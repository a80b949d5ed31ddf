package io.tapeline.chain.bitcoin.follow;

import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.follow.HeaderChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The end of the best chain at some moment, every header of it checked.
 *
 * @param headers each on the one before; at least one
 */
public record BestChain(List<ChainedHeader> headers, Map<Hash256, Integer> places) {

  public BestChain {
    headers = List.copyOf(headers);
    places = Map.copyOf(places);
  }

  static BestChain of(List<ChainedHeader> headers) {
    Map<Hash256, Integer> places = new HashMap<>();
    headers.forEach(header -> places.put(header.hash(), places.size()));
    return new BestChain(headers, places);
  }

  /** What is kept of it. */
  static BestChain end(HeaderChain chain) {
    List<ChainedHeader> headers = new ArrayList<>();
    Optional<ChainedHeader> at = Optional.of(chain.head());
    while (at.isPresent()) {
      headers.add(at.get());
      at = chain.at(at.get().height() - 1);
    }
    return of(headers.reversed());
  }

  public ChainedHeader head() {
    return headers.getLast();
  }

  public Optional<ChainedHeader> at(long height) {
    long place = height - headers.getFirst().height();
    return place < 0 || place >= headers.size()
        ? Optional.empty()
        : Optional.of(headers.get((int) place));
  }

  public Optional<ChainedHeader> find(Hash256 hash) {
    return Optional.ofNullable(places.get(hash)).map(headers::get);
  }

  /** The oldest ones that are kept. */
  public List<ChainedHeader> first(int most) {
    return headers.subList(0, Math.min(headers.size(), most));
  }

  /** The newest ones, oldest first. */
  public List<ChainedHeader> last(int most) {
    return headers.subList(Math.max(0, headers.size() - most), headers.size());
  }

  /** The headers after this one, so many at most. */
  public List<ChainedHeader> after(ChainedHeader header, int most) {
    int from = (int) (header.height() - headers.getFirst().height()) + 1;
    return headers.subList(from, Math.min(headers.size(), from + most));
  }

  static BlockRef ref(ChainedHeader header) {
    return PlacedHeader.ref(header.header(), header.hash(), header.height());
  }
}
