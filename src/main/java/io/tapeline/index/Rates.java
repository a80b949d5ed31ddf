package io.tapeline.index;

import io.tapeline.index.Constituent.RateSource;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a unit of each quote asset is worth in the index's quote asset, and how we know. */
final class Rates {

  /** A rate and where it comes from; the rate is null if none is known. */
  record Rate(@Nullable Decimal value, RateSource source) {}

  private static final Rate SAME = new Rate(Decimal.ONE, RateSource.SAME_ASSET);
  private static final Rate PARITY = new Rate(Decimal.ONE, RateSource.PARITY);
  static final Rate NONE = new Rate(null, RateSource.NONE);

  private final IndexRules rules;
  private final Map<Asset, Rate> byIndex = new HashMap<>();
  private final Map<Asset, Rate> byReference = new ConcurrentHashMap<>();

  Rates(IndexRules rules) {
    this.rules = rules;
  }

  /** The asset's own index, as published at the tick before; null if it has gone stale. */
  void index(Asset asset, @Nullable Decimal price) {
    if (price == null) {
      byIndex.remove(asset);
    } else {
      byIndex.put(asset, new Rate(price, RateSource.INDEX));
    }
  }

  /** What a venue itself says an asset costs. */
  void reference(Asset asset, Decimal price) {
    byReference.put(asset, new Rate(price, RateSource.VENUE_REFERENCE));
  }

  Rate of(Asset asset) {
    if (asset.equals(rules.quote())) {
      return SAME;
    }
    Rate known = byIndex.get(asset);
    if (known == null) {
      known = byReference.get(asset);
    }
    if (known != null) {
      return known;
    }
    return rules.parityAssets().contains(asset) ? PARITY : NONE;
  }
}
