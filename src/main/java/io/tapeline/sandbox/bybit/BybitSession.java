package io.tapeline.sandbox.bybit;

import io.tapeline.market.Trade;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.DayStats;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Bybit's public spot socket: publicTrade, tickers and orderbook of several depths. */
final class BybitSession implements VenueSession {

  private static final String TRADES = "publicTrade";
  private static final String TICKERS = "tickers";
  private static final String BEST = "orderbook.1";
  private static final List<String> BOOKS = List.of("orderbook.50", "orderbook.200");
  private static final List<String> CHANNELS =
      List.of(TRADES, TICKERS, BEST, BOOKS.getFirst(), BOOKS.getLast());
  private static final String SNAPSHOT = "snapshot";
  private static final String DELTA = "delta";

  private final Symbols symbols;
  private final boolean spot;
  private final String connection;
  private final Subscriptions subscriptions = new Subscriptions();

  BybitSession(Symbols symbols, boolean spot, long timeNanos) {
    this.symbols = symbols;
    this.spot = spot;
    this.connection = "sandbox-" + Long.toString(timeNanos, Character.MAX_RADIX);
  }

  @Override
  public List<String> hear(String text, long timeNanos) {
    JsonObject said = new JsonObject(text);
    String operation = said.getString("op", "");
    return switch (operation) {
      case "ping" -> List.of(answer(said, true, "pong"));
      case "subscribe", "unsubscribe" -> change(said, operation.equals("subscribe"), timeNanos);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  @Override
  public String misunderstood(String text) {
    return "{\"success\":false,\"ret_msg\":\"Invalid request\",\"conn_id\":\"%s\"}"
        .formatted(connection);
  }

  private String answer(JsonObject said, boolean success, String message) {
    JsonText json =
        JsonText.object()
            .bool("success", success)
            .text("ret_msg", message)
            .text("conn_id", connection);
    if (said.containsKey("req_id")) {
      json.text("req_id", said.getString("req_id"));
    }
    return json.text("op", said.getString("op")).toString();
  }

  /** One unknown topic refuses the whole request. */
  private List<String> change(JsonObject said, boolean wanted, long timeNanos) {
    JsonArray topics = said.getJsonArray("args");
    for (Object topic : topics) {
      if (market((String) topic).isEmpty()) {
        return List.of(answer(said, false, "error:handler not found,topic:" + topic));
      }
    }
    List<String> answers = new ArrayList<>();
    answers.add(answer(said, true, said.getString("op")));
    for (Object topic : topics) {
      String channel = channel((String) topic);
      SimulatedMarket market = market((String) topic).orElseThrow();
      if (wanted) {
        subscriptions.add(channel, market);
        snapshot(channel, market, timeNanos, answers::add);
      } else {
        subscriptions.remove(channel, market);
      }
    }
    return answers;
  }

  private static String channel(String topic) {
    return topic.substring(0, Math.max(0, topic.lastIndexOf('.')));
  }

  private Optional<SimulatedMarket> market(String topic) {
    return spot && CHANNELS.contains(channel(topic))
        ? symbols.find(topic.substring(topic.lastIndexOf('.') + 1))
        : Optional.empty();
  }

  private void snapshot(
      String channel, SimulatedMarket market, long timeNanos, Consumer<String> out) {
    long number = market.lastQuote(timeNanos);
    if (channel.equals(TICKERS)) {
      out.accept(ticker(market, number, timeNanos));
    } else if (!channel.equals(TRADES)) {
      SimulatedBook book = channel.equals(BEST) ? best(market, number) : market.book(number);
      out.accept(book(channel, SNAPSHOT, market, number, book));
    }
  }

  private static SimulatedBook best(SimulatedMarket market, long number) {
    BestLevels best = market.best(number);
    return new SimulatedBook(List.of(best.bid()), List.of(best.ask()));
  }

  @Override
  public Collection<SimulatedMarket> watched() {
    return subscriptions.watched();
  }

  @Override
  public void tell(MarketEvent event, Consumer<String> out) {
    switch (event) {
      case MarketEvent.Traded(SimulatedMarket market, Trade trade) -> {
        if (subscriptions.has(TRADES, market)) {
          out.accept(trade(market, trade));
        }
        if (subscriptions.has(TICKERS, market)) {
          out.accept(ticker(market, trade.id().low(), trade.eventTimeNanos()));
        }
      }
      case MarketEvent.Quoted(SimulatedMarket market, long number, _) -> {
        if (subscriptions.has(BEST, market)) {
          SimulatedBook changes = best(market, number).changesSince(best(market, number - 1));
          out.accept(book(BEST, DELTA, market, number, changes));
        }
        for (String channel : BOOKS) {
          if (subscriptions.has(channel, market)) {
            out.accept(book(channel, DELTA, market, number, market.bookChanges(number)));
          }
        }
      }
    }
  }

  private JsonText open(String channel, SimulatedMarket market, long timeNanos, String type) {
    return JsonText.object()
        .text("topic", channel + "." + symbols.of(market))
        .number("ts", Moments.millis(timeNanos))
        .text("type", type);
  }

  private String trade(SimulatedMarket market, Trade trade) {
    return open(TRADES, market, trade.eventTimeNanos(), SNAPSHOT)
        .array("data")
        .object(null)
        .text("i", trade.id().toString())
        .number("T", Moments.millis(trade.eventTimeNanos()))
        .text("p", trade.price().toString())
        .text("v", trade.quantity().toString())
        .text("S", BybitWire.side(trade))
        .number("seq", trade.id().low())
        .text("s", symbols.of(market))
        .bool("BT", false)
        .bool("RPI", false)
        .toString();
  }

  private String book(
      String channel, String type, SimulatedMarket market, long number, SimulatedBook book) {
    long time = market.best(number).timeNanos();
    return open(channel, market, time, type)
        .object("data")
        .text("s", symbols.of(market))
        .each("b", book.bids(), BybitSession::level)
        .each("a", book.asks(), BybitSession::level)
        .number("u", number)
        .number("seq", number)
        .end()
        .number("cts", Moments.millis(time))
        .toString();
  }

  static void level(JsonText json, Level level) {
    json.array(null)
        .text(null, level.price().toString())
        .text(null, level.quantity().toString())
        .end();
  }

  private String ticker(SimulatedMarket market, long number, long timeNanos) {
    JsonText json =
        open(TICKERS, market, timeNanos, SNAPSHOT)
            .number("cs", number)
            .object("data")
            .text("symbol", symbols.of(market));
    day(json, market, timeNanos);
    return json.toString();
  }

  /** The day's figures, as sockets and REST both have them. */
  static void day(JsonText json, SimulatedMarket market, long timeNanos) {
    DayStats day = DayStats.at(market, timeNanos);
    json.text("lastPrice", day.last().toString())
        .text("highPrice24h", day.high().toString())
        .text("lowPrice24h", day.low().toString())
        .text("prevPrice24h", day.open().toString())
        .text("volume24h", day.volume().toString())
        .text("turnover24h", day.turnover().toString())
        .text("price24hPcnt", Digits.rounded(day.change(), 4))
        .text("usdIndexPrice", Digits.rounded(market.baseUsd(timeNanos), 6));
  }
}
