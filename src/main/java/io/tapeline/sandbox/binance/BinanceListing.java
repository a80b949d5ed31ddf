package io.tapeline.sandbox.binance;

import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.sandbox.MarketTerms;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.Digits;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.WireRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Binance's {@code exchangeInfo}. */
final class BinanceListing {

  private static final String LIMITS =
      """
      "exchangeFilters":[],"rateLimits":[\
      {"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},\
      {"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":61000}]""";
  private static final String PRECISION =
      """
      "baseCommissionPrecision":8,"quoteCommissionPrecision":8,\
      "orderTypes":["LIMIT","LIMIT_MAKER","MARKET"],"icebergAllowed":true,"ocoAllowed":true,\
      "quoteOrderQtyMarketAllowed":true,"isSpotTradingAllowed":true,"isMarginTradingAllowed":true""";
  private static final String NOTIONAL =
      """
      "filterType":"MIN_NOTIONAL","minNotional":"5.00000000","applyToMarket":true,"avgPriceMins":5""";

  private BinanceListing() {}

  static String write(Symbols symbols, WireRequest request) {
    String one = request.text("symbol", "");
    Collection<SimulatedMarket> listed =
        one.isEmpty() ? symbols.markets() : List.of(symbols.get(one));
    return JsonText.object()
        .text("timezone", "UTC")
        .number("serverTime", request.timeMillis())
        .fixed(LIMITS)
        .each("symbols", listed, (json, market) -> symbol(json, symbols.of(market), market.terms()))
        .toString();
  }

  private static void symbol(JsonText json, String symbol, MarketTerms terms) {
    Instrument instrument = terms.market().instrument();
    json.object(null)
        .text("symbol", symbol)
        .text("status", "TRADING")
        .text("baseAsset", instrument.base().id().toUpperCase(Locale.ROOT))
        .number("baseAssetPrecision", BinanceWire.SCALE)
        .text("quoteAsset", instrument.quote().id().toUpperCase(Locale.ROOT))
        .number("quotePrecision", BinanceWire.SCALE)
        .number("quoteAssetPrecision", BinanceWire.SCALE)
        .fixed(PRECISION)
        .array("filters");
    filter(json, "PRICE_FILTER", "Price", "tickSize", terms.tickSize());
    filter(json, "LOT_SIZE", "Qty", "stepSize", terms.lotSize());
    json.object(null).fixed(NOTIONAL).end().end();
    json.array("permissions").text(null, "SPOT").end().end();
  }

  private static void filter(JsonText json, String type, String of, String step, Decimal size) {
    String smallest = Digits.fixed(size, BinanceWire.SCALE);
    json.object(null)
        .text("filterType", type)
        .text("min" + of, smallest)
        .text("max" + of, "9000000.00000000")
        .text(step, smallest)
        .end();
  }
}
