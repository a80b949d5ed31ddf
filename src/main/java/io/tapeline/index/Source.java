package io.tapeline.index;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import org.jspecify.annotations.Nullable;

/** Who says a price. */
public sealed interface Source {

  /** {@code binance:btc-usdt}, {@code ethereum/weth-usdc:eth-usdc}; no two are alike. */
  String id();

  /** The place that trades: {@code binance}, {@code ethereum/weth-usdc}. */
  String venue();

  /** A market of a venue. */
  record OfMarket(Market market) implements Source {

    @Override
    public String id() {
      return market.id();
    }

    @Override
    public String venue() {
      return market.venue().id();
    }
  }

  /**
   * A pool on a chain, behind which blocks.
   *
   * @param number of the newest block; null if none is known
   * @param hash of that block
   * @param blocks of which it says the median
   * @param depth the least behind one of them, in the pool's quote asset; null without a price
   */
  record OfPool(
      PoolId pool,
      @Nullable Long number,
      @Nullable String hash,
      int blocks,
      @Nullable Decimal depth)
      implements Source {

    @Override
    public String id() {
      return pool.toString();
    }

    @Override
    public String venue() {
      return pool.venue();
    }
  }
}
