package io.tapeline.catalog;

import io.tapeline.market.Asset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an asset.
 *
 * @param name for people: {@code Bitcoin}
 * @param symbol as it is usually written: {@code BTC}
 * @param decimals digits after the point of its smallest unit; null where unknown
 * @param contracts where it lives, the native chain first; empty for fiat and where unknown
 */
public record AssetInfo(
    Asset asset,
    String name,
    String symbol,
    Kind kind,
    @Nullable Integer decimals,
    List<ChainContract> contracts) {

  /** What stands behind an asset. */
  public enum Kind {
    CRYPTO,
    STABLECOIN,
    FIAT
  }

  public AssetInfo {
    if (name.isBlank() || symbol.isBlank()) {
      throw new IllegalArgumentException("name or symbol of " + asset + " is blank");
    }
    if (decimals != null && (decimals < 0 || decimals > 36)) {
      throw new IllegalArgumentException("decimals of " + asset + ": " + decimals);
    }
    contracts = List.copyOf(contracts);
  }

  /** An asset that a venue lists and of which nothing else is known. */
  public static AssetInfo bare(Asset asset) {
    String symbol = asset.id().toUpperCase(Locale.ROOT);
    return new AssetInfo(asset, symbol, symbol, Kind.CRYPTO, null, List.of());
  }

  /**
   * One chain that carries the asset.
   *
   * @param chain by our id: {@code ethereum}
   * @param address the contract or mint, spelled as the chain spells it; null for a chain's own
   *     asset
   */
  public record ChainContract(String chain, @Nullable String address) {}
}
