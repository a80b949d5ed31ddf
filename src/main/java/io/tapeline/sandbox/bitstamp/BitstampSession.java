package io.tapeline.sandbox.bitstamp;

import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.sandbox.MarketEvent;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.Subscriptions;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.VenueSession;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Bitstamp's socket v2: live trades, and order books that come whole each time. */
final class BitstampSession implements VenueSession {

  private static final String TRADES = "live_trades";
  private static final String BOOK = "order_book";
  private static final Set<String> CHANNELS = Set.of(TRADES, BOOK);

  /** Order ids that no other venue's numbers come near, as the real ones. */
  private static final long ORDERS_FROM = 1_800_000_000_000_000L;

  private final Symbols symbols;
  private final Subscriptions subscriptions = new Subscriptions();

  BitstampSession(Symbols symbols) {
    this.symbols = symbols;
  }

  @Override
  public List<String> hear(String text, long timeNanos) {
    JsonObject said = new JsonObject(text);
    String event = said.getString("event", "");
    return switch (event) {
      case "bts:heartbeat" -> List.of(heartbeat());
      case "bts:subscribe" -> change(channel(said), true, timeNanos);
      case "bts:unsubscribe" -> change(channel(said), false, timeNanos);
      default -> throw new IllegalArgumentException(event);
    };
  }

  @Override
  public String misunderstood(String text) {
    return "{\"event\":\"bts:error\",\"channel\":\"\","
        + "\"data\":{\"code\":null,\"message\":\"Bad subscription string.\"}}";
  }

  private static String heartbeat() {
    return "{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}";
  }

  private static String channel(JsonObject said) {
    return said.getJsonObject("data").getString("channel");
  }

  private List<String> change(String channel, boolean wanted, long timeNanos) {
    int end = channel.lastIndexOf('_');
    String kind = channel.substring(0, end);
    Optional<SimulatedMarket> found = symbols.find(channel.substring(end + 1));
    if (found.isEmpty() || !CHANNELS.contains(kind)) {
      throw new IllegalArgumentException(channel);
    }
    SimulatedMarket market = found.get();
    if (!wanted) {
      subscriptions.remove(kind, market);
      return List.of(acknowledgement("bts:unsubscription_succeeded", channel));
    }
    subscriptions.add(kind, market);
    String done = acknowledgement("bts:subscription_succeeded", channel);
    return kind.equals(BOOK)
        ? List.of(done, book(market, market.lastQuote(timeNanos)))
        : List.of(done);
  }

  private static String acknowledgement(String event, String channel) {
    return JsonText.object()
        .text("event", event)
        .text("channel", channel)
        .object("data")
        .toString();
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
      case MarketEvent.Quoted(SimulatedMarket market, long number, _) -> {
        if (subscriptions.has(BOOK, market)) {
          out.accept(book(market, number));
        }
      }
    }
  }

  private String trade(SimulatedMarket market, Trade trade) {
    long orders = ORDERS_FROM + 2 * trade.id().low();
    return JsonText.object()
        .object("data")
        .number("id", trade.id().low())
        .text("timestamp", Long.toString(Moments.seconds(trade.eventTimeNanos())))
        .raw("amount", trade.quantity().toString())
        .text("amount_str", BitstampWire.amount(trade))
        .raw("price", trade.price().toString())
        .text("price_str", trade.price().toString())
        .number("type", trade.side() == Side.BUY ? 0 : 1)
        .text("microtimestamp", Long.toString(Moments.micros(trade.eventTimeNanos())))
        .number("buy_order_id", orders)
        .number("sell_order_id", orders + 1)
        .end()
        .text("channel", TRADES + "_" + symbols.of(market))
        .text("event", "trade")
        .toString();
  }

  private String book(SimulatedMarket market, long number) {
    return JsonText.object()
        .raw("data", BitstampWire.book(market, number).toString())
        .text("channel", BOOK + "_" + symbols.of(market))
        .text("event", "data")
        .toString();
  }
}
