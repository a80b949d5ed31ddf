package io.tapeline.sandbox.bitstamp;

import io.tapeline.market.Instrument;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.price.SimulatedAsset;
import io.tapeline.sandbox.wire.JsonText;
import java.util.Locale;

/** Bitstamp's list of pairs, in its old and its new form. */
final class BitstampListing {

  /** Writes one market of a list. */
  @FunctionalInterface
  interface Row {
    void write(JsonText json, String symbol, SimulatedMarket market);
  }

  private BitstampListing() {}

  /** {@code BTC/USD}. */
  static String name(Instrument instrument) {
    return (instrument.base() + "/" + instrument.quote()).toUpperCase(Locale.ROOT);
  }

  private static String description(Instrument instrument) {
    return SimulatedAsset.of(instrument.base().id()).name()
        + " / "
        + SimulatedAsset.of(instrument.quote().id()).name();
  }

  /** As the old list of trading pairs has it. */
  static void oldPair(JsonText json, String symbol, SimulatedMarket market) {
    Instrument instrument = market.market().instrument();
    json.object(null)
        .text("name", name(instrument))
        .text("url_symbol", symbol)
        .number("base_decimals", market.terms().quantityScale())
        .number("counter_decimals", market.terms().priceScale())
        .number("instant_order_counter_decimals", market.terms().priceScale())
        .text("minimum_order", "10.0 " + instrument.quote().id().toUpperCase(Locale.ROOT))
        .text("trading", "Enabled")
        .text("instant_and_market_orders", "Enabled")
        .text("description", description(instrument))
        .end();
  }

  /** As the new list of markets has it. */
  static void market(JsonText json, String symbol, SimulatedMarket market) {
    Instrument instrument = market.market().instrument();
    json.object(null)
        .text("name", name(instrument))
        .text("market_symbol", symbol)
        .text("base_currency", instrument.base().id().toUpperCase(Locale.ROOT))
        .number("base_decimals", market.terms().quantityScale())
        .text("counter_currency", instrument.quote().id().toUpperCase(Locale.ROOT))
        .number("counter_decimals", market.terms().priceScale())
        .text("minimum_order_value", "10")
        .text("trading", "Enabled")
        .number("instant_order_counter_decimals", market.terms().priceScale())
        .text("instant_and_market_orders", "Enabled")
        .text("description", description(instrument))
        .text("market_type", "SPOT")
        .end();
  }
}
