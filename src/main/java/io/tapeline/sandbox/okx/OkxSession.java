package io.tapeline.sandbox.okx;

import io.tapeline.market.Trade;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.MarketEvent;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Subscriptions;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.VenueSession;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** OKX's public socket: trades, tickers and bbo-tbt. Its ping is the bare word. */
final class OkxSession implements VenueSession {

  private static final String TRADES = "trades";
  private static final String TICKERS = "tickers";
  private static final String BEST = "bbo-tbt";
  private static final Set<String> CHANNELS = Set.of(TRADES, TICKERS, BEST);

  private final Symbols symbols;
  private final String connection;
  private final Subscriptions subscriptions = new Subscriptions();

  OkxSession(Symbols symbols, long timeNanos) {
    this.symbols = symbols;
    this.connection = Long.toHexString(timeNanos);
  }

  @Override
  public List<String> hear(String text, long timeNanos) {
    if (text.equals("ping")) {
      return List.of("pong");
    }
    JsonObject said = new JsonObject(text);
    String operation = said.getString("op", "");
    boolean wanted =
        switch (operation) {
          case "subscribe" -> true;
          case "unsubscribe" -> false;
          default -> throw new IllegalArgumentException(operation);
        };
    List<String> answers = new ArrayList<>();
    for (Object argument : said.getJsonArray("args")) {
      change(operation, wanted, (JsonObject) argument, timeNanos, answers);
    }
    return answers;
  }

  @Override
  public String misunderstood(String text) {
    return JsonText.object()
        .text("event", "error")
        .text("code", "60012")
        .text("msg", "Invalid request: " + text)
        .text("connId", connection)
        .toString();
  }

  private void change(
      String operation, boolean wanted, JsonObject argument, long timeNanos, List<String> answers) {
    String channel = argument.getString("channel", "");
    String symbol = argument.getString("instId", "");
    Optional<SimulatedMarket> found = symbols.find(symbol);
    if (found.isEmpty() || !CHANNELS.contains(channel)) {
      answers.add(refusal(channel, symbol));
      return;
    }
    SimulatedMarket market = found.get();
    answers.add(
        argument(JsonText.object().text("event", operation), channel, market)
            .text("connId", connection)
            .toString());
    if (wanted) {
      subscriptions.add(channel, market);
      snapshot(channel, market, timeNanos, answers::add);
    } else {
      subscriptions.remove(channel, market);
    }
  }

  private String refusal(String channel, String symbol) {
    return JsonText.object()
        .text("event", "error")
        .text("code", "60018")
        .text("msg", "Wrong URL or channel:%s,instId:%s doesn't exist.".formatted(channel, symbol))
        .text("connId", connection)
        .toString();
  }

  private JsonText argument(JsonText json, String channel, SimulatedMarket market) {
    return json.object("arg").text("channel", channel).text("instId", symbols.of(market)).end();
  }

  private void snapshot(
      String channel, SimulatedMarket market, long timeNanos, Consumer<String> out) {
    switch (channel) {
      case TICKERS -> out.accept(ticker(market, timeNanos));
      case BEST -> out.accept(best(market, market.lastQuote(timeNanos)));
      default -> {
        // Trades have no snapshot.
      }
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
          out.accept(trade(market, trade));
        }
      }
      case MarketEvent.Quoted(SimulatedMarket market, long number, BestLevels best) -> {
        if (subscriptions.has(TICKERS, market)) {
          out.accept(ticker(market, best.timeNanos()));
        }
        if (subscriptions.has(BEST, market)) {
          out.accept(best(market, number));
        }
      }
    }
  }

  private JsonText open(String channel, SimulatedMarket market) {
    return argument(JsonText.object(), channel, market).array("data");
  }

  private String trade(SimulatedMarket market, Trade trade) {
    return open(TRADES, market)
        .object(null)
        .text("instId", symbols.of(market))
        .text("tradeId", trade.id().toString())
        .text("px", trade.price().toString())
        .text("sz", trade.quantity().toString())
        .text("side", OkxWire.side(trade))
        .text("ts", OkxWire.millis(trade.eventTimeNanos()))
        .text("count", "1")
        .toString();
  }

  private String ticker(SimulatedMarket market, long timeNanos) {
    JsonText json = open(TICKERS, market);
    OkxWire.ticker(json, market, timeNanos);
    return json.toString();
  }

  private String best(SimulatedMarket market, long number) {
    BestLevels best = market.best(number);
    return open(BEST, market)
        .object(null)
        .each("asks", List.of(best.ask()), OkxWire::level)
        .each("bids", List.of(best.bid()), OkxWire::level)
        .text("ts", OkxWire.millis(best.timeNanos()))
        .number("seqId", number)
        .toString();
  }
}
