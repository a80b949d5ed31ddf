package io.tapeline.exchange.bitstamp;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Bitstamp's v2 socket (docs: "WebSocket API v2"). A channel is named with its market at
 * the end: {@code live_trades_btcusd}.
 *
 * <p>Used: {@code trade} on {@code live_trades}; {@code data} on {@code order_book} and {@code
 * detail_order_book}, which bring the top of the book whole each time. Ignored on purpose: {@code
 * diff_order_book} (changes without the book that they change), {@code live_orders}, private
 * channels, funding. Control: events that begin with {@code bts:}.
 */
final class BitstampCodec implements VenueCodec {

  private static final byte[] EVENT = ascii("event");
  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] DATA = ascii("data");
  private static final byte[] TRADE_EVENT = ascii("trade");
  private static final byte[] DATA_EVENT = ascii("data");
  private static final byte[] CONTROL_PREFIX = ascii("bts:");
  private static final byte[] RECONNECT = ascii("bts:request_reconnect");
  private static final byte[] FAILURE = ascii("bts:error");
  private static final byte[] ORDER_PREFIX = ascii("order_");
  private static final byte[] ID = ascii("id");
  private static final byte[] PRICE = ascii("price");
  private static final byte[] PRICE_TEXT = ascii("price_str");
  private static final byte[] AMOUNT = ascii("amount");
  private static final byte[] AMOUNT_TEXT = ascii("amount_str");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] ORDER_TYPE = ascii("order_type");
  private static final byte[] MICROS = ascii("microtimestamp");
  private static final byte[] SECONDS = ascii("timestamp");
  private static final byte[] BIDS = ascii("bids");
  private static final byte[] ASKS = ascii("asks");
  private static final int DIGITS = 8;

  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded BOOK = new Decoded.Used("order_book");
  private static final Decoded DIFF = new Decoded.Ignored("diff_order_book");
  private static final Decoded ORDERS = new Decoded.Ignored("live_orders");
  private static final Decoded OTHER = new Decoded.Ignored("other channel");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded CONTROL = new Decoded.Control("bts");
  private static final Decoded UNKNOWN = new Decoded.Unknown("event");

  private enum Event {
    TRADE,
    DATA,
    CONTROL,
    RECONNECT,
    FAILURE,
    ORDER,
    UNKNOWN
  }

  private enum Channel {
    BOOK,
    DIFF,
    OTHER
  }

  private static final SymbolTable<Channel> CHANNELS =
      new SymbolTable<>(
          Map.of(
              "order_book", Channel.BOOK,
              "detail_order_book", Channel.BOOK,
              "diff_order_book", Channel.DIFF));

  private final SymbolTable<Market> markets;
  private final Map<Market, Quote> told = new HashMap<>();
  private @Nullable Market market;
  private Channel channel = Channel.OTHER;

  BitstampCodec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    Event event = null;
    long data = -1;
    market = null;
    channel = Channel.OTHER;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(EVENT)) {
        frame.string();
        event = event(frame);
      } else if (frame.nameIs(CHANNEL)) {
        frame.string();
        channel(frame);
      } else if (frame.nameIs(DATA)) {
        data = frame.mark();
        frame.skip();
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (event == null) {
      throw frame.wrong("no event");
    }
    return switch (event) {
      case TRADE -> trade(frame, data, receivedTimeNanos, out);
      case DATA -> book(frame, data, receivedTimeNanos, out);
      case ORDER -> ORDERS;
      case UNKNOWN -> UNKNOWN;
      case CONTROL -> CONTROL;
      case RECONNECT -> {
        out.notice(new Notice.ReconnectAsked("the venue asks for it"));
        yield CONTROL;
      }
      case FAILURE -> {
        out.notice(new Notice.Refused("request", "the venue answers with an error"));
        yield CONTROL;
      }
    };
  }

  private static Event event(JsonCursor frame) {
    if (frame.valueIs(TRADE_EVENT)) {
      return Event.TRADE;
    }
    if (frame.valueIs(DATA_EVENT)) {
      return Event.DATA;
    }
    if (frame.valueIs(RECONNECT)) {
      return Event.RECONNECT;
    }
    if (frame.valueIs(FAILURE)) {
      return Event.FAILURE;
    }
    return frame.valueStartsWith(CONTROL_PREFIX)
        ? Event.CONTROL
        : frame.valueStartsWith(ORDER_PREFIX) ? Event.ORDER : Event.UNKNOWN;
  }

  /** The market is what follows the last underscore. */
  private void channel(JsonCursor frame) {
    byte[] bytes = frame.bytes();
    int underscore = frame.valueEnd() - 1;
    while (underscore > frame.valueStart() && bytes[underscore] != '_') {
      underscore--;
    }
    market = markets.get(bytes, underscore + 1, frame.valueEnd());
    Channel known = CHANNELS.get(bytes, frame.valueStart(), underscore);
    channel = known == null ? Channel.OTHER : known;
  }

  // ---------------------------------------------------------------- trades

  private Decoded trade(JsonCursor frame, long data, long received, FrameEvents out) {
    if (data < 0) {
      throw frame.wrong("no data");
    }
    frame.moveTo(data);
    long id = -1;
    Decimal price = null;
    Decimal amount = null;
    Decimal priceText = null;
    Decimal amountText = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(ID)) {
        id = frame.number();
      } else if (frame.nameIs(PRICE)) {
        price = rounded(frame);
      } else if (frame.nameIs(AMOUNT)) {
        amount = rounded(frame);
      } else if (frame.nameIs(PRICE_TEXT)) {
        priceText = frame.decimal();
      } else if (frame.nameIs(AMOUNT_TEXT)) {
        amountText = frame.decimal();
      } else if (frame.nameIs(TYPE) || frame.nameIs(ORDER_TYPE)) {
        side = frame.number() == 0 ? Side.BUY : Side.SELL;
      } else if (frame.nameIs(MICROS)) {
        time = frame.number() * 1_000;
      } else if (frame.nameIs(SECONDS) && time < 0) {
        time = frame.number() * 1_000_000_000;
      } else {
        frame.skip();
      }
    }
    Decimal exactPrice = priceText != null ? priceText : price;
    Decimal exactAmount = amountText != null ? amountText : amount;
    if (id < 0 || exactPrice == null || exactAmount == null || time < 0) {
      throw frame.wrong("trade without id, price, amount or time");
    }
    if (market == null) {
      return UNMAPPED;
    }
    out.trade(new Trade(market, TradeId.of(id), exactPrice, exactAmount, side, time, received, 1));
    return TRADE;
  }

  /** Written from a double, {@code 0.014140160000000001}: the venue trades in eight digits. */
  private static Decimal rounded(JsonCursor frame) {
    return Decimal.of(frame.wideDecimal().setScale(DIGITS, RoundingMode.HALF_EVEN));
  }

  // ---------------------------------------------------------------- books

  private Decoded book(JsonCursor frame, long data, long received, FrameEvents out) {
    if (channel != Channel.BOOK) {
      return channel == Channel.DIFF ? DIFF : OTHER;
    }
    Market about = market;
    if (about == null) {
      return UNMAPPED;
    }
    if (data < 0) {
      throw frame.wrong("no data");
    }
    frame.moveTo(data);
    long time = received;
    @Nullable Decimal[] bid = new Decimal[2];
    @Nullable Decimal[] ask = new Decimal[2];
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(BIDS)) {
        best(frame, bid);
      } else if (frame.nameIs(ASKS)) {
        best(frame, ask);
      } else if (frame.nameIs(MICROS)) {
        time = frame.number() * 1_000;
      } else {
        frame.skip();
      }
    }
    tell(new Quote(about, bid[0], bid[1], ask[0], ask[1], time, received), out);
    return BOOK;
  }

  /** The best level comes first. */
  private static void best(JsonCursor frame, @Nullable Decimal[] into) {
    frame.enterArray();
    while (frame.nextElement()) {
      if (into[0] != null) {
        frame.skip();
        continue;
      }
      frame.enterArray();
      frame.nextElement();
      Decimal price = frame.decimal();
      frame.nextElement();
      Decimal quantity = frame.decimal();
      frame.skipRestOfArray();
      into[0] = price;
      into[1] = quantity;
    }
  }

  private void tell(Quote quote, FrameEvents out) {
    Quote before = told.put(quote.market(), quote);
    if (before == null
        || !Objects.equals(before.bid(), quote.bid())
        || !Objects.equals(before.ask(), quote.ask())
        || !Objects.equals(before.bidQuantity(), quote.bidQuantity())
        || !Objects.equals(before.askQuantity(), quote.askQuantity())) {
      out.quote(quote);
    }
  }
}
