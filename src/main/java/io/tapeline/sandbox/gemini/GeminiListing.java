package io.tapeline.sandbox.gemini;

import io.tapeline.market.Instrument;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Symbols;
import java.util.Locale;

/** Gemini's list of symbols and their details. */
final class GeminiListing {

  private GeminiListing() {}

  static String symbols(Symbols symbols) {
    JsonText json = JsonText.array();
    symbols
        .markets()
        .forEach(market -> json.text(null, symbols.of(market).toLowerCase(Locale.ROOT)));
    return json.toString();
  }

  static String details(Symbols symbols, String symbol) {
    SimulatedMarket market = symbols.get(symbol.toUpperCase(Locale.ROOT));
    Instrument instrument = market.market().instrument();
    String quote = instrument.quote().id().toUpperCase(Locale.ROOT);
    return JsonText.object()
        .text("symbol", symbols.of(market))
        .text("quote_currency", quote)
        .raw("tick_size", market.terms().lotSize().toString())
        .raw("quote_increment", market.terms().tickSize().toString())
        .text("min_order_size", market.terms().lotSize().toString())
        .fixed(
            """
            "status":"open","wrap_enabled":false,"product_type":"spot","contract_type":"vanilla\"""")
        .text("contract_price_currency", quote)
        .text("base_currency", instrument.base().id().toUpperCase(Locale.ROOT))
        .toString();
  }
}
