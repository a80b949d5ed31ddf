package io.tapeline.exchange.kraken;

import io.tapeline.market.Asset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kraken's names of assets and ours. Kraken has own names for Bitcoin and Dogecoin, and where a
 * project split it left the old name with the old asset, while others gave it to the successor:
 * Terra (its {@code LUNA} is our {@code lunc}, {@code LUNA2} our {@code luna}), TerraUSD and Augur.
 * What is not in this table is spelled alike.
 */
final class KrakenNames {

  private static final Map<String, String> OURS =
      Map.of(
          "xbt", "btc",
          "xdg", "doge",
          "luna", "lunc",
          "luna2", "luna",
          "ust", "ustc",
          "repv2", "rep",
          "rep", "repv1");

  private static final Map<String, String> THEIRS =
      OURS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  /** The v2 socket took up the names that everybody uses. */
  private static final Map<String, String> V2 = Map.of("XBT", "BTC", "XDG", "DOGE");

  private KrakenNames() {}

  /** Our asset of the name in a {@code wsname}. */
  static Asset asset(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return new Asset(OURS.getOrDefault(lower, lower));
  }

  /** The name in a {@code wsname} of our asset. */
  static String name(Asset asset) {
    return THEIRS.getOrDefault(asset.id(), asset.id()).toUpperCase(Locale.ROOT);
  }

  /** {@code BTC/USD} of the v1 symbol {@code XBT/USD}. */
  static String v2(String symbol) {
    int slash = symbol.indexOf('/');
    String base = symbol.substring(0, slash);
    String quote = symbol.substring(slash + 1);
    return V2.getOrDefault(base, base) + "/" + V2.getOrDefault(quote, quote);
  }
}
