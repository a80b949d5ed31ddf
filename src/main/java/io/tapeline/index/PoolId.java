package io.tapeline.index;

import io.tapeline.market.Instrument;

/**
 * A pool on a chain, by the names that it has here: {@code ethereum/weth-usdc:eth-usdc}. The
 * stroke, which no venue has in its id, keeps it apart from every market.
 *
 * @param instrument the assets that its tokens stand for
 */
public record PoolId(String chain, String pool, Instrument instrument)
    implements Comparable<PoolId> {

  /** The place that trades, as a venue is for markets: {@code ethereum/weth-usdc}. */
  public String venue() {
    return chain + "/" + pool;
  }

  @Override
  public int compareTo(PoolId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return venue() + ":" + instrument.id();
  }
}
