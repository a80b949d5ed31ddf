package io.tapeline.sandbox.coinbase;

import io.tapeline.market.Instrument;
import io.tapeline.sandbox.DayStats;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.price.SimulatedAsset;
import io.tapeline.sandbox.wire.Digits;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.WireRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Coinbase's list of products. */
final class CoinbaseListing {

  private static final String FLAGS =
      """
      "watched":false,"is_disabled":false,"new":false,"status":"online","cancel_only":false,\
      "limit_only":false,"post_only":false,"trading_disabled":false,"auction_mode":false,\
      "product_type":"SPOT\"""";
  private static final String REST =
      """
      "new_at":"2023-01-01T00:00:00Z","market_cap":"","base_cbrn":"","quote_cbrn":"",\
      "product_cbrn":"","icon_color":"","icon_url":"","display_name_overwrite":"",\
      "is_alpha_testing":false,"about_description":"","best_bid_price":"","best_ask_price":\"\"""";

  private CoinbaseListing() {}

  /** All products are spot: asked for futures, the list is empty. */
  static String write(Symbols symbols, WireRequest request) {
    boolean spot = request.text("product_type", "SPOT").equals("SPOT");
    Collection<SimulatedMarket> listed = spot ? symbols.markets() : List.of();
    return JsonText.object()
        .each(
            "products",
            listed,
            (json, market) -> json.raw(null, product(symbols, market, request.timeNanos())))
        .number("num_products", listed.size())
        .fixed(
            """
            "pagination":{"prev_cursor":"","next_cursor":"","has_next":false,"has_prev":false}""")
        .toString();
  }

  static String product(Symbols symbols, SimulatedMarket market, long timeNanos) {
    Instrument instrument = market.market().instrument();
    String base = instrument.base().id().toUpperCase(Locale.ROOT);
    String quote = instrument.quote().id().toUpperCase(Locale.ROOT);
    String symbol = symbols.of(market);
    DayStats day = DayStats.at(market, timeNanos);
    JsonText json =
        JsonText.object()
            .text("product_id", symbol)
            .text("price", day.last().toString())
            .text("price_percentage_change_24h", Digits.rounded(day.change() * 100, 14))
            .text("volume_24h", day.volume().toString())
            .text("volume_percentage_change_24h", "0.00000000000000");
    increments(json, market);
    return json.text("base_name", SimulatedAsset.of(instrument.base().id()).name())
        .text("quote_name", SimulatedAsset.of(instrument.quote().id()).name())
        .fixed(FLAGS)
        .text("quote_currency_id", quote)
        .text("base_currency_id", base)
        .raw("fcm_trading_session_details", "null")
        .text("mid_market_price", "")
        .text("alias", "")
        .array("alias_to")
        .end()
        .text("base_display_symbol", base)
        .text("quote_display_symbol", quote)
        .bool("view_only", false)
        .text("price_increment", market.terms().tickSize().toString())
        .text("display_name", symbol)
        .text("product_venue", "CBE")
        .text("approximate_quote_24h_volume", Digits.fixed(day.turnover(), 2))
        .fixed(REST)
        .text("high_24h", day.high().toString())
        .text("low_24h", day.low().toString())
        .toString();
  }

  private static void increments(JsonText json, SimulatedMarket market) {
    json.text("base_increment", market.terms().lotSize().toString())
        .text("quote_increment", market.terms().tickSize().toString())
        .text("quote_min_size", "1")
        .text("quote_max_size", "150000000")
        .text("base_min_size", market.terms().lotSize().toString())
        .text("base_max_size", "3400000");
  }
}
