package io.tapeline.sandbox.bybit;

import io.tapeline.market.Instrument;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.JsonText;
import java.util.Locale;

/** How Bybit lists a spot instrument. */
final class BybitListing {

  private BybitListing() {}

  static void write(JsonText json, long number, String symbol, SimulatedMarket market) {
    Instrument instrument = market.market().instrument();
    String lot = market.terms().lotSize().toString();
    json.object(null)
        .number("symbolId", number)
        .text("symbol", symbol)
        .text("baseCoin", instrument.base().id().toUpperCase(Locale.ROOT))
        .text("quoteCoin", instrument.quote().id().toUpperCase(Locale.ROOT))
        .fixed(
            """
            "innovation":"0","status":"Trading","marginTrading":"utaOnly","stTag":"0\"""")
        .object("lotSizeFilter")
        .text("basePrecision", lot)
        .text("quotePrecision", "0.0000001")
        .text("minOrderQty", lot)
        .fixed(
            """
            "maxOrderQty":"48000000","minOrderAmt":"5","maxOrderAmt":"8000000",\
            "maxLimitOrderQty":"48000000","maxMarketOrderQty":"24000000",\
            "postOnlyMaxLimitOrderSize":"240000000\"""")
        .end()
        .object("priceFilter")
        .text("tickSize", market.terms().tickSize().toString())
        .end()
        .fixed(
            """
            "riskParameters":{"priceLimitRatioX":"0.05","priceLimitRatioY":"0.1"},\
            "symbolType":"","xstockMultiplier":"1\"""")
        .end();
  }
}
