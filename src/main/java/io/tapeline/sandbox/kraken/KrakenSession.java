package io.tapeline.sandbox.kraken;

import io.tapeline.market.Decimal;
import io.tapeline.market.Trade;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.DayStats;
import io.tapeline.sandbox.MarketEvent;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.Digits;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.Subscriptions;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.VenueSession;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Kraken's socket v2: trade and ticker, prices and quantities as JSON numbers. A ticker comes with
 * every trade, or with every quote where the client asks for {@code bbo}.
 */
final class KrakenSession implements VenueSession {

  private static final String TRADE = "trade";
  private static final String TICKER = "ticker";
  private static final String BBO_TICKER = "ticker bbo";
  private static final int SNAPSHOT_TRADES = 50;

  private final Symbols symbols;
  private final Subscriptions subscriptions = new Subscriptions();

  KrakenSession(Symbols symbols) {
    this.symbols = symbols;
  }

  @Override
  public List<String> greeting(long timeNanos) {
    return List.of(
        "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\","
            + "\"system\":\"online\",\"api_version\":\"v2\",\"connection_id\":"
            + timeNanos
            + "}]}");
  }

  @Override
  public List<String> hear(String text, long timeNanos) {
    JsonObject said = new JsonObject(text);
    String method = said.getString("method", "");
    return switch (method) {
      case "ping" -> List.of(stamped("pong", said, timeNanos).toString());
      case "subscribe", "unsubscribe" -> {
        List<String> answers = new ArrayList<>();
        JsonObject asked = said.getJsonObject("params");
        for (Object symbol : asked.getJsonArray("symbol")) {
          subscription(method, said, asked, (String) symbol, timeNanos, answers);
        }
        yield answers;
      }
      default -> throw new IllegalArgumentException(method);
    };
  }

  @Override
  public String misunderstood(String text) {
    return "{\"error\":\"Malformed request\",\"success\":false}";
  }

  private void subscription(
      String method,
      JsonObject said,
      JsonObject asked,
      String symbol,
      long timeNanos,
      List<String> answers) {
    String named = asked.getString("channel", "");
    boolean onQuotes = asked.getString("event_trigger", "trades").equals("bbo");
    String channel = named.equals(TICKER) && onQuotes ? BBO_TICKER : named;
    Optional<SimulatedMarket> found = symbols.find(symbol);
    if (found.isEmpty() || !(named.equals(TRADE) || named.equals(TICKER))) {
      answers.add(refusal(method, said, symbol, found.isEmpty() ? "pair" : "channel", timeNanos));
      return;
    }
    SimulatedMarket market = found.get();
    boolean snapshot = asked.getBoolean("snapshot", named.equals(TICKER));
    answers.add(acknowledgement(method, said, named, symbol, snapshot, timeNanos));
    if (method.equals("unsubscribe")) {
      subscriptions.remove(TICKER, market);
      subscriptions.remove(channel, market);
      return;
    }
    subscriptions.add(channel, market);
    if (snapshot) {
      answers.add(
          named.equals(TRADE)
              ? trades("snapshot", market.latestTrades(timeNanos, SNAPSHOT_TRADES), market)
              : ticker("snapshot", market, market.bestAt(timeNanos), timeNanos));
    }
  }

  private static String acknowledgement(
      String method,
      JsonObject said,
      String channel,
      String symbol,
      boolean snapshot,
      long timeNanos) {
    JsonText json =
        JsonText.object()
            .text("method", method)
            .object("result")
            .text("channel", channel)
            .bool("snapshot", snapshot)
            .text("symbol", symbol)
            .end()
            .bool("success", true);
    return times(json, said, timeNanos).toString();
  }

  private static String refusal(
      String method, JsonObject said, String symbol, String what, long timeNanos) {
    JsonText json =
        JsonText.object()
            .text("error", "Currency " + what + " not supported " + symbol)
            .text("method", method)
            .bool("success", false)
            .text("symbol", symbol);
    return times(json, said, timeNanos).toString();
  }

  private static JsonText stamped(String method, JsonObject said, long timeNanos) {
    return times(JsonText.object().text("method", method), said, timeNanos);
  }

  private static JsonText times(JsonText json, JsonObject said, long timeNanos) {
    Long id = said.getLong("req_id");
    if (id != null) {
      json.number("req_id", id);
    }
    String time = Moments.rfc3339Micros(timeNanos);
    return json.text("time_in", time).text("time_out", time);
  }

  @Override
  public Collection<SimulatedMarket> watched() {
    return subscriptions.watched();
  }

  @Override
  public void tell(MarketEvent event, Consumer<String> out) {
    switch (event) {
      case MarketEvent.Traded(SimulatedMarket market, Trade trade) -> {
        if (subscriptions.has(TRADE, market)) {
          out.accept(trades("update", List.of(trade), market));
        }
        if (subscriptions.has(TICKER, market)) {
          long time = trade.eventTimeNanos();
          out.accept(ticker("update", market, market.bestAt(time), time));
        }
      }
      case MarketEvent.Quoted(SimulatedMarket market, _, BestLevels best) -> {
        if (subscriptions.has(BBO_TICKER, market)) {
          out.accept(ticker("update", market, best, best.timeNanos()));
        }
      }
    }
  }

  @Override
  public void beat(long timeNanos, Consumer<String> out) {
    if (!subscriptions.watched().isEmpty()) {
      out.accept("{\"channel\":\"heartbeat\"}");
    }
  }

  private String trades(String type, List<Trade> trades, SimulatedMarket market) {
    return JsonText.object()
        .text("channel", TRADE)
        .text("type", type)
        .each("data", trades, (json, trade) -> trade(json, market, trade))
        .toString();
  }

  private void trade(JsonText json, SimulatedMarket market, Trade trade) {
    json.object(null)
        .text("symbol", symbols.of(market))
        .text("side", trade.side().name().toLowerCase(Locale.ROOT))
        .raw("price", price(market, trade.price()))
        .raw("qty", quantity(trade.quantity()))
        .text("ord_type", "market")
        .number("trade_id", trade.id().low())
        .text("timestamp", Moments.rfc3339Micros(trade.eventTimeNanos()))
        .end();
  }

  private String ticker(String type, SimulatedMarket market, BestLevels best, long timeNanos) {
    DayStats day = DayStats.at(market, timeNanos);
    return JsonText.object()
        .text("channel", TICKER)
        .text("type", type)
        .array("data")
        .object(null)
        .text("symbol", symbols.of(market))
        .raw("bid", price(market, best.bid().price()))
        .raw("bid_qty", quantity(best.bid().quantity()))
        .raw("ask", price(market, best.ask().price()))
        .raw("ask_qty", quantity(best.ask().quantity()))
        .raw("last", price(market, day.last()))
        .raw("volume", quantity(day.volume()))
        .raw("vwap", Digits.fixed(day.average(), market.terms().priceScale()))
        .raw("low", price(market, day.low()))
        .raw("high", price(market, day.high()))
        .raw("change", Digits.rounded(day.change() * day.openPrice(), market.terms().priceScale()))
        .raw("change_pct", Digits.rounded(day.change() * 100, 2))
        .text("timestamp", Moments.rfc3339Micros(timeNanos))
        .toString();
  }

  private static String price(SimulatedMarket market, Decimal price) {
    return Digits.fixed(price, market.terms().priceScale());
  }

  private static String quantity(Decimal quantity) {
    return Digits.fixed(quantity, KrakenWire.LOT_DECIMALS);
  }
}
