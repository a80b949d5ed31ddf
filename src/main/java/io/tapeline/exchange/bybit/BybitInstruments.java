package io.tapeline.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.ListedMarket.Status;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Bybit's instruments as markets: spot and linear perpetuals, but no dated futures. */
final class BybitInstruments {

  private static final String ADDRESS = "https://api.bybit.com/v5/market/instruments-info";

  private final Venue venue;

  BybitInstruments(Venue venue) {
    this.venue = venue;
  }

  /** The first page of a category. */
  static HttpGet request(String category) {
    return HttpGet.of(address(category));
  }

  private static String address(String category) {
    return ADDRESS + "?&category=" + category + "&status=Trading&limit=1000";
  }

  /** The markets in an answer; the category stands in it. */
  InstrumentPage read(byte[] body) {
    JsonNode result = RestBody.parse(body).path("result");
    String category = RestBody.text(result, "category");
    List<ListedMarket> markets = new ArrayList<>();
    Map<String, String> unmapped = new HashMap<>();
    for (JsonNode node : RestBody.array(result, "list")) {
      String symbol = RestBody.text(node, "symbol");
      String place = category + ":" + symbol;
      if (category.equals(BybitProtocol.SPOT) || isPerpetual(node)) {
        RestBody.mapped(place, unmapped, () -> listed(node, symbol, category))
            .ifPresent(markets::add);
      } else {
        unmapped.put(place, "no linear perpetual");
      }
    }
    return new InstrumentPage(markets, Map.of(), next(result, category), unmapped);
  }

  private static boolean isPerpetual(JsonNode node) {
    return RestBody.textOr(node, "contractType", "").equals("LinearPerpetual");
  }

  private static List<HttpGet> next(JsonNode result, String category) {
    String cursor = RestBody.textOr(result, "nextPageCursor", "");
    String encoded = URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return cursor.isEmpty()
        ? List.of()
        : List.of(HttpGet.of(address(category) + "&cursor=" + encoded));
  }

  private ListedMarket listed(JsonNode node, String symbol, String category) {
    String base = RestBody.text(node, "baseCoin");
    String quote = RestBody.text(node, "quoteCoin");
    boolean spot = category.equals(BybitProtocol.SPOT);
    return new ListedMarket(
        new Market(venue, spot ? Instrument.spot(base, quote) : Instrument.perpetual(base, quote)),
        symbol,
        RestBody.decimal(node.path("priceFilter"), "tickSize"),
        RestBody.decimal(node.path("lotSizeFilter"), spot ? "basePrecision" : "qtyStep"),
        RestBody.textOr(node, "status", "").equals("Trading") ? Status.TRADING : Status.HALTED);
  }

  /** What Bybit would list of these instruments, in its spelling. */
  List<ListedMarket> builtIn(Set<Instrument> instruments) {
    List<ListedMarket> markets = new ArrayList<>();
    for (Instrument instrument : instruments) {
      String symbol = symbol(instrument).toUpperCase(Locale.ROOT);
      if (!symbol.isEmpty()) {
        Market market = new Market(venue, instrument);
        markets.add(new ListedMarket(market, symbol, null, null, Status.TRADING));
      }
    }
    return markets;
  }

  /** Empty for what Bybit can't trade: linear contracts are against usdt or usdc only. */
  private static String symbol(Instrument instrument) {
    String base = instrument.base().id();
    String quote = instrument.quote().id();
    if (instrument.isSpot() || quote.equals("usdt")) {
      return base + quote;
    }
    return quote.equals("usdc") ? base + "perp" : "";
  }
}
