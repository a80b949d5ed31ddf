package io.tapeline.sandbox.binance;

import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.MarketEvent;
import io.tapeline.sandbox.SimulatedBook;
import io.tapeline.sandbox.SimulatedBook.Level;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.Digits;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.Subscriptions;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.VenueSession;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Binance streams: trade, aggTrade, bookTicker and depth, wrapped where they are combined. */
final class BinanceSession implements VenueSession {

  private static final String TRADE = "trade";
  private static final String AGG_TRADE = "aggTrade";
  private static final String BOOK_TICKER = "bookTicker";
  private static final String DEPTH = "depth";
  private static final String FAST_DEPTH = "depth@100ms";

  private final Symbols symbols;
  private final boolean combined;
  private final Subscriptions subscriptions = new Subscriptions();

  BinanceSession(Symbols symbols, boolean combined, String streams) {
    this.symbols = symbols;
    this.combined = combined;
    for (String stream : streams.split("/")) {
      change(stream, true);
    }
  }

  /** Binance takes any stream name, and sends nothing for those that it does not know. */
  private void change(String stream, boolean wanted) {
    int at = stream.indexOf('@');
    if (at < 0) {
      return;
    }
    String channel = stream.substring(at + 1);
    symbols
        .find(stream.substring(0, at).toUpperCase(Locale.ROOT))
        .ifPresent(
            market -> {
              if (wanted) {
                subscriptions.add(channel, market);
              } else {
                subscriptions.remove(channel, market);
              }
            });
  }

  @Override
  public List<String> hear(String text, long timeNanos) {
    JsonObject said = new JsonObject(text);
    boolean wanted =
        switch (said.getString("method", "")) {
          case "SUBSCRIBE" -> true;
          case "UNSUBSCRIBE" -> false;
          default -> throw new IllegalArgumentException("method");
        };
    said.getJsonArray("params").forEach(stream -> change((String) stream, wanted));
    return List.of(
        JsonText.object().raw("result", "null").number("id", said.getLong("id", 0L)).toString());
  }

  @Override
  public String misunderstood(String text) {
    return "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"}}";
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
          trade(open(market, TRADE), market, trade, out);
        }
        if (subscriptions.has(AGG_TRADE, market)) {
          aggTrade(open(market, AGG_TRADE), market, trade, out);
        }
      }
      case MarketEvent.Quoted(SimulatedMarket market, long number, BestLevels best) -> {
        if (subscriptions.has(BOOK_TICKER, market)) {
          bookTicker(open(market, BOOK_TICKER), market, number, best, out);
        }
        for (String channel : List.of(DEPTH, FAST_DEPTH)) {
          if (subscriptions.has(channel, market)) {
            depth(open(market, channel), market, number, best.timeNanos(), out);
          }
        }
      }
    }
  }

  private JsonText open(SimulatedMarket market, String channel) {
    JsonText json = JsonText.object();
    if (!combined) {
      return json;
    }
    String symbol = symbols.of(market).toLowerCase(Locale.ROOT);
    return json.text("stream", symbol + "@" + channel).object("data");
  }

  private JsonText head(JsonText json, String type, SimulatedMarket market, long timeNanos) {
    return json.text("e", type)
        .number("E", Moments.millis(timeNanos))
        .text("s", symbols.of(market));
  }

  private void trade(JsonText json, SimulatedMarket market, Trade trade, Consumer<String> out) {
    head(json, TRADE, market, trade.eventTimeNanos()).number("t", trade.id().low());
    match(json, trade);
    out.accept(tail(json, trade));
  }

  private void aggTrade(JsonText json, SimulatedMarket market, Trade trade, Consumer<String> out) {
    head(json, AGG_TRADE, market, trade.eventTimeNanos()).number("a", trade.id().low());
    match(json, trade);
    json.number("f", trade.id().low()).number("l", trade.id().low());
    out.accept(tail(json, trade));
  }

  static void match(JsonText json, Trade trade) {
    json.text("p", print(trade.price())).text("q", print(trade.quantity()));
  }

  private static String tail(JsonText json, Trade trade) {
    return json.number("T", Moments.millis(trade.eventTimeNanos()))
        .bool("m", trade.side() == Side.SELL)
        .bool("M", true)
        .toString();
  }

  private void bookTicker(
      JsonText json, SimulatedMarket market, long number, BestLevels best, Consumer<String> out) {
    json.number("u", number)
        .text("s", symbols.of(market))
        .text("b", print(best.bid().price()))
        .text("B", print(best.bid().quantity()))
        .text("a", print(best.ask().price()))
        .text("A", print(best.ask().quantity()));
    out.accept(json.toString());
  }

  private void depth(
      JsonText json, SimulatedMarket market, long number, long timeNanos, Consumer<String> out) {
    SimulatedBook changes = market.bookChanges(number);
    head(json, "depthUpdate", market, timeNanos)
        .number("U", number)
        .number("u", number)
        .each("b", changes.bids(), BinanceSession::level)
        .each("a", changes.asks(), BinanceSession::level);
    out.accept(json.toString());
  }

  static void level(JsonText json, Level level) {
    json.array(null).text(null, print(level.price())).text(null, print(level.quantity())).end();
  }

  static String print(Decimal value) {
    return Digits.fixed(value, BinanceWire.SCALE);
  }
}
