package io.tapeline.sandbox.price;

import io.tapeline.market.Asset;
import java.util.List;

/**
 * An asset of the simulated world, largest first in {@link #ALL}.
 *
 * @param name for people
 * @param longTermUsd US dollars for one unit, around which its price swings
 * @param dailyVolatility typical move of a day that is its own, a ratio
 * @param marketShare how far it follows the whole market: 0 not at all, 1 exactly
 */
public record SimulatedAsset(
    Asset asset, String name, double longTermUsd, double dailyVolatility, double marketShare) {

  private static final double STABLE = 0.0002;
  private static final double CURRENCY = 0.002;

  /** All that trades, by size; then what is only paid with. */
  public static final List<SimulatedAsset> ALL =
      List.of(
          coin("btc", "Bitcoin", 65_100, 0.006, 1),
          coin("eth", "Ethereum", 1_920, 0.010, 1.2),
          stable("usdt", "Tether", 0.9996),
          coin("xrp", "XRP", 1.14, 0.012, 1.2),
          coin("bnb", "BNB", 604, 0.009, 0.9),
          coin("sol", "Solana", 77.4, 0.013, 1.4),
          stable("usdc", "USD Coin", 1.0),
          coin("trx", "TRON", 0.318, 0.007, 0.5),
          coin("doge", "Dogecoin", 0.0705, 0.014, 1.4),
          coin("ada", "Cardano", 0.252, 0.014, 1.3),
          coin("link", "Chainlink", 8.61, 0.013, 1.3),
          coin("xlm", "Stellar", 0.161, 0.012, 1.1),
          coin("bch", "Bitcoin Cash", 447, 0.011, 1),
          coin("avax", "Avalanche", 8.94, 0.014, 1.3),
          coin("ltc", "Litecoin", 53.2, 0.010, 1),
          coin("sui", "Sui", 0.913, 0.016, 1.5),
          coin("hbar", "Hedera", 0.0932, 0.014, 1.3),
          coin("shib", "Shiba Inu", 0.00000582, 0.014, 1.4),
          coin("dot", "Polkadot", 1.27, 0.014, 1.3),
          coin("uni", "Uniswap", 3.48, 0.015, 1.3),
          coin("aave", "Aave", 112, 0.014, 1.3),
          coin("near", "NEAR Protocol", 1.36, 0.015, 1.4),
          coin("etc", "Ethereum Classic", 8.73, 0.012, 1.1),
          coin("atom", "Cosmos", 1.83, 0.013, 1.2),
          new SimulatedAsset(new Asset("eur"), "Euro", 1.143, CURRENCY, 0),
          new SimulatedAsset(new Asset("usd"), "US Dollar", 1, 0, 0));

  private static SimulatedAsset coin(
      String id, String name, double usd, double volatility, double marketShare) {
    return new SimulatedAsset(new Asset(id), name, usd, volatility, marketShare);
  }

  private static SimulatedAsset stable(String id, String name, double usd) {
    return new SimulatedAsset(new Asset(id), name, usd, STABLE, 0);
  }

  /**
   * The asset of this id.
   *
   * @throws IllegalArgumentException if the sandbox does not know it
   */
  public static SimulatedAsset of(String id) {
    return ALL.stream()
        .filter(each -> each.asset.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no simulated asset " + id));
  }

  /** 0 for the largest. */
  public int rank() {
    return ALL.indexOf(this);
  }
}
