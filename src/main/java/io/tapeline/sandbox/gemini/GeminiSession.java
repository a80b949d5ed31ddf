package io.tapeline.sandbox.gemini;

import io.tapeline.market.Trade;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gemini's market data v2: the subscription {@code l2} is answered with the whole book and the last
 * trades, then come changes of the book and trades as messages of their own.
 */
final class GeminiSession implements VenueSession {

  private static final String L2 = "l2";
  private static final int SNAPSHOT_TRADES = 50;
  private static final long HEARTBEAT_SECONDS = 5;

  private final Symbols symbols;
  private final Subscriptions subscriptions = new Subscriptions();

  GeminiSession(Symbols symbols) {
    this.symbols = symbols;
  }

  @Override
  public List<String> hear(String text, long timeNanos) {
    JsonObject said = new JsonObject(text);
    boolean wanted =
        switch (said.getString("type", "")) {
          case "subscribe" -> true;
          case "unsubscribe" -> false;
          default -> throw new IllegalArgumentException("type");
        };
    List<String> answers = new ArrayList<>();
    for (Object each : said.getJsonArray("subscriptions")) {
      JsonObject subscription = (JsonObject) each;
      if (!subscription.getString("name", "").equals(L2)) {
        throw new IllegalArgumentException("name");
      }
      for (Object symbol : subscription.getJsonArray("symbols")) {
        change(symbols.get((String) symbol), wanted, timeNanos, answers);
      }
    }
    return answers;
  }

  private void change(
      SimulatedMarket market, boolean wanted, long timeNanos, List<String> answers) {
    if (wanted) {
      subscriptions.add(L2, market);
      answers.add(snapshot(market, timeNanos));
    } else {
      subscriptions.remove(L2, market);
    }
  }

  @Override
  public String misunderstood(String text) {
    return "{\"result\":\"error\",\"reason\":\"InvalidJson\"}";
  }

  private String snapshot(SimulatedMarket market, long timeNanos) {
    return changes(
            JsonText.object().array("auction_events").end(),
            market.book(market.lastQuote(timeNanos)))
        .text("symbol", symbols.of(market))
        .each("trades", market.latestTrades(timeNanos, SNAPSHOT_TRADES), this::trade)
        .text("type", "l2_updates")
        .toString();
  }

  @Override
  public Collection<SimulatedMarket> watched() {
    return subscriptions.watched();
  }

  @Override
  public void tell(MarketEvent event, Consumer<String> out) {
    switch (event) {
      case MarketEvent.Traded(_, Trade trade) -> {
        JsonText json = JsonText.object();
        members(json, trade);
        out.accept(json.toString());
      }
      case MarketEvent.Quoted(SimulatedMarket market, long number, _) ->
          out.accept(
              changes(JsonText.object(), market.bookChanges(number))
                  .text("symbol", symbols.of(market))
                  .text("type", "l2_updates")
                  .toString());
    }
  }

  @Override
  public void beat(long timeNanos, Consumer<String> out) {
    if (Moments.seconds(timeNanos) % HEARTBEAT_SECONDS == 0) {
      out.accept(
          JsonText.object()
              .number("timestamp", Moments.millis(timeNanos))
              .text("type", "heartbeat")
              .toString());
    }
  }

  private static JsonText changes(JsonText json, SimulatedBook book) {
    json.array("changes");
    book.bids().forEach(level -> level(json, "buy", level));
    book.asks().forEach(level -> level(json, "sell", level));
    return json.end();
  }

  private static void level(JsonText json, String side, Level level) {
    json.array(null)
        .text(null, side)
        .text(null, Digits.pointed(level.price()))
        .text(null, Digits.pointed(level.quantity()))
        .end();
  }

  private void trade(JsonText json, Trade trade) {
    members(json.object(null), trade);
    json.end();
  }

  private static void members(JsonText json, Trade trade) {
    json.number("event_id", trade.id().low())
        .text("price", Digits.pointed(trade.price()))
        .text("quantity", Digits.pointed(trade.quantity()))
        .text("side", GeminiWire.side(trade.side()))
        .text("symbol", Symbols.joined("").apply(trade.market().instrument()))
        .number("tid", trade.id().low())
        .number("timestamp", Moments.millis(trade.eventTimeNanos()))
        .text("type", "trade");
  }
}
