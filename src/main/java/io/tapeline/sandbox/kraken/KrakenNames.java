package io.tapeline.sandbox.kraken;

import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import java.util.Locale;
import java.util.Set;

/** Kraken's several spellings: old assets carry an X, old currencies a Z, bitcoin is XBT. */
final class KrakenNames {

  private static final Set<String> OLD = Set.of("XBT", "ETH", "XRP", "LTC", "XLM", "ETC", "XDG");
  private static final Set<String> CURRENCIES = Set.of("USD", "EUR");

  private KrakenNames() {}

  /** As socket v2 has it: {@code BTC/USD}. */
  static String symbol(Instrument instrument) {
    return (instrument.base() + "/" + instrument.quote()).toUpperCase(Locale.ROOT);
  }

  /** As the first socket had it, still listed: {@code XBT/USD}. */
  static String oldSymbol(Instrument instrument) {
    return code(instrument.base()) + "/" + code(instrument.quote());
  }

  /** The short name of a pair: {@code XBTUSD}. */
  static String shortName(Instrument instrument) {
    return code(instrument.base()) + code(instrument.quote());
  }

  /** The name of a pair: {@code XXBTZUSD} where both have letters before, else the short name. */
  static String pair(Instrument instrument) {
    boolean bothOld = isOld(instrument.base()) && isOld(instrument.quote());
    boolean doge = code(instrument.base()).equals("XDG");
    return bothOld && !doge
        ? asset(instrument.base()) + asset(instrument.quote())
        : shortName(instrument);
  }

  /** The name of an asset: {@code XXBT}, {@code ZUSD}, {@code SOL}. */
  static String asset(Asset asset) {
    String code = code(asset);
    return CURRENCIES.contains(code) ? "Z" + code : OLD.contains(code) ? "X" + code : code;
  }

  private static boolean isOld(Asset asset) {
    return !asset(asset).equals(code(asset));
  }

  /** The short name of an asset: {@code XBT}, {@code USD}. */
  static String code(Asset asset) {
    return switch (asset.id()) {
      case "btc" -> "XBT";
      case "doge" -> "XDG";
      default -> asset.id().toUpperCase(Locale.ROOT);
    };
  }
}
