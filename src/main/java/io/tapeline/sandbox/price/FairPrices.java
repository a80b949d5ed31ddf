package io.tapeline.sandbox.price;

import io.tapeline.market.Asset;
import java.util.HashMap;
import java.util.Map;

/** What every asset is worth at any time: its own path, and a share in that of the whole market. */
public final class FairPrices {

  private static final double MARKET_VOLATILITY = 0.012;

  private record Curve(double longTermUsd, double marketShare, PricePath own) {}

  private final PricePath market;
  private final Map<Asset, Curve> curves = new HashMap<>();

  public FairPrices(long seed) {
    market = new PricePath(Hash.of(seed, "market"), MARKET_VOLATILITY);
    for (SimulatedAsset each : SimulatedAsset.ALL) {
      PricePath own = new PricePath(Hash.of(seed, each.asset().id()), each.dailyVolatility());
      curves.put(each.asset(), new Curve(each.longTermUsd(), each.marketShare(), own));
    }
  }

  /**
   * US dollars for one unit at this time, nanoseconds since 1970 UTC. The same on every machine.
   *
   * @throws IllegalArgumentException if the sandbox does not know the asset
   */
  public double usd(Asset asset, long timeNanos) {
    Curve curve = curves.get(asset);
    if (curve == null) {
      throw new IllegalArgumentException("no simulated asset " + asset);
    }
    double together = curve.marketShare == 0 ? 0 : curve.marketShare * market.at(timeNanos);
    return curve.longTermUsd * StrictMath.exp(together + curve.own.at(timeNanos));
  }
}
