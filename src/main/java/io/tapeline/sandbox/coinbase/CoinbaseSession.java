package io.tapeline.sandbox.coinbase;

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
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Coinbase's socket: market_trades, ticker, level2 and heartbeats, each message with the next
 * sequence number of the connection. A trade's side is the maker's.
 */
final class CoinbaseSession implements VenueSession {

  private static final String TRADES = "market_trades";
  private static final String TICKER = "ticker";
  private static final String LEVEL2 = "level2";
  private static final String HEARTBEATS = "heartbeats";
  private static final Set<String> CHANNELS = Set.of(TRADES, TICKER, LEVEL2);
  private static final int SNAPSHOT_TRADES = 50;
  private static final String SNAPSHOT = "snapshot";
  private static final String UPDATE = "update";

  private final Symbols symbols;
  private final Subscriptions subscriptions = new Subscriptions();
  private boolean heartbeats;
  private long beats;
  private long sequence;

  CoinbaseSession(Symbols symbols) {
    this.symbols = symbols;
  }

  @Override
  public List<String> hear(String text, long timeNanos) {
    JsonObject said = new JsonObject(text);
    String channel = said.getString("channel", "");
    boolean wanted =
        switch (said.getString("type", "")) {
          case "subscribe" -> true;
          case "unsubscribe" -> false;
          default -> throw new IllegalArgumentException("type");
        };
    List<String> answers = new ArrayList<>();
    if (channel.equals(HEARTBEATS)) {
      heartbeats = wanted;
    } else if (CHANNELS.contains(channel)) {
      for (Object product : said.getJsonArray("product_ids")) {
        SimulatedMarket market = symbols.get((String) product);
        if (wanted) {
          subscriptions.add(channel, market);
          snapshot(channel, market, timeNanos, answers::add);
        } else {
          subscriptions.remove(channel, market);
        }
      }
    } else {
      throw new IllegalArgumentException("channel");
    }
    answers.add(acknowledgement(timeNanos));
    return answers;
  }

  @Override
  public String misunderstood(String text) {
    return "{\"type\":\"error\",\"message\":\"failure to subscribe\"}";
  }

  private JsonText open(String channel, long timeNanos) {
    return JsonText.object()
        .text("channel", channel)
        .text("timestamp", Moments.rfc3339(timeNanos))
        .number("sequence_num", sequence++)
        .array("events")
        .object(null);
  }

  private String acknowledgement(long timeNanos) {
    JsonText json = open("subscriptions", timeNanos).object("subscriptions");
    for (String channel : subscriptions.channels()) {
      json.each(
          channel, subscriptions.of(channel), (out, market) -> out.text(null, symbols.of(market)));
    }
    if (heartbeats) {
      json.array(HEARTBEATS).text(null, HEARTBEATS).end();
    }
    return json.toString();
  }

  private void snapshot(
      String channel, SimulatedMarket market, long timeNanos, Consumer<String> out) {
    long book = market.lastQuote(timeNanos);
    switch (channel) {
      case TRADES ->
          out.accept(trades(SNAPSHOT, market.latestTrades(timeNanos, SNAPSHOT_TRADES), timeNanos));
      case TICKER -> out.accept(ticker(SNAPSHOT, market, market.best(book), timeNanos));
      case LEVEL2 -> out.accept(level2(SNAPSHOT, market, market.book(book), timeNanos));
      default -> throw new IllegalArgumentException(channel);
    }
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
          out.accept(trades(UPDATE, List.of(trade), trade.eventTimeNanos()));
        }
      }
      case MarketEvent.Quoted(SimulatedMarket market, long number, BestLevels best) -> {
        if (subscriptions.has(TICKER, market)) {
          out.accept(ticker(UPDATE, market, best, best.timeNanos()));
        }
        if (subscriptions.has(LEVEL2, market)) {
          out.accept(level2(UPDATE, market, market.bookChanges(number), best.timeNanos()));
        }
      }
    }
  }

  @Override
  public void beat(long timeNanos, Consumer<String> out) {
    if (heartbeats) {
      // As Go prints a time: the venue never made this RFC 3339.
      String clock = Moments.rfc3339(timeNanos).replace('T', ' ').replace("Z", " +0000 UTC");
      out.accept(
          open(HEARTBEATS, timeNanos)
              .text("current_time", clock + " m=+" + beats + ".000000001")
              .number("heartbeat_counter", beats++)
              .toString());
    }
  }

  /** The newest trade comes first. */
  private String trades(String type, List<Trade> oldestFirst, long timeNanos) {
    return open(TRADES, timeNanos)
        .text("type", type)
        .each("trades", oldestFirst.reversed(), CoinbaseSession::trade)
        .toString();
  }

  private static void trade(JsonText json, Trade trade) {
    json.object(null)
        .text("product_id", Symbols.joined("-").apply(trade.market().instrument()))
        .text("trade_id", trade.id().toString())
        .text("price", trade.price().toString())
        .text("size", trade.quantity().toString())
        .text("time", Moments.rfc3339(trade.eventTimeNanos()))
        .text("side", trade.side().opposite().name())
        .end();
  }

  private String ticker(String type, SimulatedMarket market, BestLevels best, long timeNanos) {
    DayStats day = DayStats.at(market, timeNanos);
    return open(TICKER, timeNanos)
        .text("type", type)
        .array("tickers")
        .object(null)
        .text("type", TICKER)
        .text("product_id", symbols.of(market))
        .text("price", day.last().toString())
        .text("volume_24_h", day.volume().toString())
        .text("low_24_h", day.low().toString())
        .text("high_24_h", day.high().toString())
        .text("low_52_w", day.low().toString())
        .text("high_52_w", day.high().toString())
        .text("price_percent_chg_24_h", Digits.rounded(day.change() * 100, 14))
        .text("best_bid", best.bid().price().toString())
        .text("best_ask", best.ask().price().toString())
        .text("best_bid_quantity", best.bid().quantity().toString())
        .text("best_ask_quantity", best.ask().quantity().toString())
        .toString();
  }

  private String level2(String type, SimulatedMarket market, SimulatedBook book, long timeNanos) {
    String time = Moments.rfc3339(timeNanos);
    JsonText json =
        open("l2_data", timeNanos)
            .text("type", type)
            .text("product_id", symbols.of(market))
            .array("updates");
    book.bids().forEach(level -> level(json, "bid", level, time));
    book.asks().forEach(level -> level(json, "offer", level, time));
    return json.toString();
  }

  private static void level(JsonText json, String side, Level level, String time) {
    json.object(null)
        .text("side", side)
        .text("event_time", time)
        .text("price_level", level.price().toString())
        .text("new_quantity", level.quantity().toString())
        .end();
  }
}
