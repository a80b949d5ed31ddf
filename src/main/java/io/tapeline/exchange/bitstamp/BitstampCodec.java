package io.tapeline.exchange.bitstamp;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Bitstamp's sockets (docs: "WebSocket API v2").
 *
 * <p>Used: {@code trade} of {@code live_trades_*}; {@code data} of {@code order_book_*} and {@code
 * detail_order_book_*}, which tell the top of the book whole each time.
 *
 * <p>Control: every documented {@code bts:} event (see {@link BitstampEvents}).
 *
 * <p>Ignored on purpose: {@code diff_order_book_*}, whose changes need a snapshot that only REST
 * has; {@code live_orders_*} with {@code order_created}, {@code order_changed}, {@code
 * order_deleted}; {@code funding_rate_*}; all {@code private-*} channels; markets that the
 * instrument list does not map.
 */
final class BitstampCodec implements VenueCodec {

  private static final byte[] EVENT = ascii("event");
  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] DATA = ascii("data");

  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded BOOK = new Decoded.Used("order_book");
  private static final Decoded ORDERS = new Decoded.Used("detail_order_book");
  private static final Decoded CHANGES = new Decoded.Ignored("diff_order_book");
  private static final Decoded UNKNOWN_CHANNEL = new Decoded.Unknown("channel");
  private static final Decoded UNKNOWN_EVENT = new Decoded.Unknown("event");

  private enum Event {
    TRADE,
    DATA,
    ORDER,
    FUNDING,
    PRIVATE
  }

  private static final SymbolTable<Event> EVENTS =
      new SymbolTable<>(
          Map.ofEntries(
              Map.entry("trade", Event.TRADE),
              Map.entry("data", Event.DATA),
              Map.entry("order_created", Event.ORDER),
              Map.entry("order_changed", Event.ORDER),
              Map.entry("order_deleted", Event.ORDER),
              Map.entry("stop_order_created", Event.ORDER),
              Map.entry("stop_order_changed", Event.ORDER),
              Map.entry("stop_order_deleted", Event.ORDER),
              Map.entry("stop_order_triggered", Event.ORDER),
              Map.entry("funding_rate_saved", Event.FUNDING),
              Map.entry("self_trade", Event.PRIVATE),
              Map.entry("settlement", Event.PRIVATE),
              Map.entry("liquidation", Event.PRIVATE),
              Map.entry("margin_call", Event.PRIVATE)));

  private static final Decoded LIVE_ORDERS = new Decoded.Ignored("live_orders");
  private static final Decoded FUNDING = new Decoded.Ignored("funding_rate");
  private static final Decoded PRIVATE = new Decoded.Ignored("private");

  private static final List<Map.Entry<byte[], Decoded>> FAMILIES =
      List.of(
          Map.entry(ascii("live_trades_"), new Decoded.Ignored("unmapped market: live_trades")),
          Map.entry(ascii("order_book_"), new Decoded.Ignored("unmapped market: order_book")),
          Map.entry(
              ascii("detail_order_book_"),
              new Decoded.Ignored("unmapped market: detail_order_book")),
          Map.entry(ascii("diff_order_book_"), CHANGES),
          Map.entry(ascii("live_orders_"), LIVE_ORDERS),
          Map.entry(ascii("funding_rate_"), FUNDING),
          Map.entry(ascii("private-"), PRIVATE));

  private final SymbolTable<Channel> channels;
  private final BitstampEvents events = new BitstampEvents();
  private final BitstampBook book = new BitstampBook();

  // of the frame at hand
  private @Nullable Event event;
  private boolean aboutConnection;
  private boolean named;
  private @Nullable Channel channel;
  private @Nullable Decoded family;
  private long data;

  BitstampCodec(SymbolTable<Channel> channels) {
    this.channels = channels;
  }

  /** The data stands before the channel that says what it is, so it is read afterwards. */
  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    forgetLastFrame();
    long start = frame.mark();
    frame.enterObject();
    while (frame.nextField()) {
      field(frame);
    }
    frame.end();
    if (!named) {
      throw frame.wrong("no event");
    }
    if (aboutConnection) {
      frame.moveTo(start);
      return events.read(frame, out);
    }
    return market(frame, receivedTimeNanos, out);
  }

  private void forgetLastFrame() {
    event = null;
    aboutConnection = false;
    named = false;
    channel = null;
    family = null;
    data = -1;
  }

  private void field(JsonCursor frame) {
    if (frame.nameIs(DATA)) {
      data = frame.mark();
      frame.skip();
    } else if (frame.nameIs(CHANNEL) && frame.atString()) {
      frame.string();
      channel = frame.lookUp(channels);
      family = channel == null ? family(frame) : null;
    } else if (frame.nameIs(EVENT)) {
      frame.string();
      named = true;
      aboutConnection = frame.valueStartsWith(BitstampEvents.PREFIX);
      event = frame.lookUp(EVENTS);
    } else {
      frame.skip();
    }
  }

  private static Decoded family(JsonCursor frame) {
    for (int i = 0; i < FAMILIES.size(); i++) { // no iterator on the hot path
      if (frame.valueStartsWith(FAMILIES.get(i).getKey())) {
        return FAMILIES.get(i).getValue();
      }
    }
    return UNKNOWN_CHANNEL;
  }

  private Decoded market(JsonCursor frame, long received, FrameEvents out) {
    if (event == null) {
      return family == PRIVATE ? PRIVATE : UNKNOWN_EVENT;
    }
    return switch (event) {
      case ORDER -> LIVE_ORDERS;
      case FUNDING -> FUNDING;
      case PRIVATE -> PRIVATE;
      case TRADE, DATA -> channel == null ? other(frame) : content(frame, channel, received, out);
    };
  }

  private Decoded other(JsonCursor frame) {
    if (family == null) {
      throw frame.wrong("no channel");
    }
    return family;
  }

  private Decoded content(JsonCursor frame, Channel told, long received, FrameEvents out) {
    if (data < 0) {
      throw frame.wrong("no data");
    }
    frame.moveTo(data);
    return switch (told.kind()) {
      case TRADES -> {
        out.trade(BitstampTrade.read(frame, told, received));
        yield TRADE;
      }
      case BOOK -> {
        told.tell(book.read(frame, told.market(), false, received), out);
        yield BOOK;
      }
      case ORDERS -> {
        told.tell(book.read(frame, told.market(), true, received), out);
        yield ORDERS;
      }
      case CHANGES -> CHANGES;
    };
  }
}
