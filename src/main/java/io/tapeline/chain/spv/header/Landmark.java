package io.tapeline.chain.spv.header;

import io.tapeline.chain.spv.Hash256;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A block that a network is known to have, with all of its header, so that its hash and its work
 * can be made again by anybody.
 */
public record Landmark(long height, BlockHeader header) {

  /** The fourth halving, on 20 April 2024. */
  private static final Landmark MAINNET =
      new Landmark(
          840_000,
          BlockHeader.parse(
              "00e05f2aab948491071265ad552351d0ad625745668da54b017201000000000000000000"
                  + "4f89a5d73bd4d4887f25981fe81892ccafda10c27f52d6f3dd28183a7c411b03"
                  + "b7072366194203177d9863ea"));

  /**
   * Of how much less work a block may be where a chain begins later: three periods' worth and more.
   */
  private static final BigInteger EASIER = BigInteger.valueOf(8);

  /** Nothing where none is known. */
  public static Optional<Landmark> of(Network network) {
    return network.equals(Network.MAINNET) ? Optional.of(MAINNET) : Optional.empty();
  }

  public Hash256 hash() {
    return header.hash();
  }

  /** Whether a block behind it takes so little work that it was hardly made for this network. */
  public boolean isTooEasy(BlockHeader later) {
    return later.work().multiply(EASIER).compareTo(header.work()) < 0;
  }
}
