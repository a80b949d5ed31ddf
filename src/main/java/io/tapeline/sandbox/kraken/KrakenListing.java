package io.tapeline.sandbox.kraken;

import io.tapeline.market.Instrument;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Symbols;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kraken's lists of assets and pairs. */
final class KrakenListing {

  private KrakenListing() {}

  static JsonText assets(Symbols pairs) {
    JsonText json = JsonText.object();
    pairs.markets().stream()
        .map(market -> market.market().instrument())
        .flatMap(instrument -> Stream.of(instrument.base(), instrument.quote()))
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(
            asset ->
                json.object(KrakenNames.asset(asset))
                    .text("aclass", "currency")
                    .text("altname", KrakenNames.code(asset))
                    .number("decimals", 10)
                    .number("display_decimals", 5)
                    .text("status", "enabled")
                    .end());
    return json;
  }

  static JsonText pairs(Symbols pairs, Collection<SimulatedMarket> asked) {
    JsonText json = JsonText.object();
    asked.forEach(market -> pair(json, pairs.of(market), market));
    return json;
  }

  private static void pair(JsonText json, String name, SimulatedMarket market) {
    Instrument instrument = market.market().instrument();
    json.object(name)
        .text("altname", KrakenNames.shortName(instrument))
        .text("wsname", KrakenNames.oldSymbol(instrument))
        .text("aclass_base", "currency")
        .text("base", KrakenNames.asset(instrument.base()))
        .text("aclass_quote", "currency")
        .text("quote", KrakenNames.asset(instrument.quote()))
        .text("lot", "unit")
        .number("cost_decimals", 5)
        .number("pair_decimals", market.terms().priceScale())
        .number("lot_decimals", KrakenWire.LOT_DECIMALS)
        .fixed(
            """
            "lot_multiplier":1,"leverage_buy":[2,3],"leverage_sell":[2,3],\
            "fees":[[0,0.4],[10000,0.35]],"fees_maker":[[0,0.25],[10000,0.2]],\
            "fee_volume_currency":"ZUSD","margin_call":80,"margin_stop":40""")
        .text("ordermin", market.terms().lotSize().toString())
        .text("costmin", "0.5")
        .text("tick_size", market.terms().tickSize().toString())
        .fixed("\"status\":\"online\",\"long_position_limit\":80,\"short_position_limit\":80")
        .end();
  }
}
