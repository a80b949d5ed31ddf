package io.tapeline.exchange.bybit;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Bybit's v5 public sockets (docs: "WebSocket Stream, Public").
 *
 * <p>Used: {@code publicTrade}; {@code orderbook}, of which we keep one depth a market and check
 * that update numbers follow each other; {@code tickers} of derivatives, which carry the best bid
 * and ask as a snapshot and changes to it, for markets whose order book the connection does not
 * carry. Ignored on purpose: {@code tickers} of spot (no bid or ask in them), other depths of a
 * book, {@code orderbook.rpi} (quantities that not everybody may take) and {@code orderbook.full},
 * {@code kline}, {@code liquidation}, {@code allLiquidation}, {@code priceLimit}, {@code
 * insurance}, {@code adlAlert}, leveraged tokens' topics, and whatever is of a market that we don't
 * map. Control: answers to requests, {@code system}.
 *
 * <p>A frame is read to its end before anything of it reaches a book, so that a truncated one
 * changes none.
 */
final class BybitCodec implements VenueCodec {

  private static final byte[] TOPIC = ascii("topic");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] TIME = ascii("ts");
  private static final byte[] DATA = ascii("data");
  private static final byte[] OPERATION = ascii("op");
  private static final byte[] SUCCESS = ascii("success");
  private static final byte[] MESSAGE = ascii("ret_msg");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final Decoded REQUEST = new Decoded.Control("op");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded SPOT_TICKER = new Decoded.Ignored("tickers of spot");
  private static final Decoded OTHER_BOOK = new Decoded.Ignored("orderbook of another depth");
  static final long NANOS_PER_MILLI = 1_000_000;
  private static final int NO_DEPTH = -1;
  private static final long ABSENT = -1;

  private final SymbolTable<BybitMarket> markets;
  private final boolean spot;

  // what the fields of the frame at hand say, in whatever order they come
  private @Nullable Topic topic;
  private @Nullable BybitMarket market;
  private int depth;
  private boolean snapshot;
  private long time;
  private long data;
  private boolean request;
  private boolean refused;
  private String message = "";

  BybitCodec(SymbolTable<BybitMarket> markets, boolean spot) {
    this.markets = markets;
    this.spot = spot;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    clear();
    frame.enterObject();
    while (frame.nextField()) {
      field(frame);
    }
    frame.end();
    Topic told = topic;
    return told == null ? answer(frame, out) : tell(frame, told, receivedTimeNanos, out);
  }

  private void clear() {
    topic = null;
    market = null;
    depth = NO_DEPTH;
    snapshot = false;
    time = ABSENT;
    data = ABSENT;
    request = false;
    refused = false;
    message = "";
  }

  private void field(JsonCursor frame) {
    if (frame.nameIs(TOPIC)) {
      topic(frame);
    } else if (frame.nameIs(TYPE)) {
      frame.string();
      snapshot = frame.valueIs(SNAPSHOT);
    } else if (frame.nameIs(TIME)) {
      time = Math.multiplyExact(frame.number(), NANOS_PER_MILLI);
    } else if (frame.nameIs(DATA)) {
      data = frame.mark();
      frame.skip();
    } else if (frame.nameIs(OPERATION)) {
      request = true;
      frame.skip();
    } else if (frame.nameIs(SUCCESS)) {
      request = true;
      refused = !frame.tryNull() && !frame.bool();
    } else if (frame.nameIs(MESSAGE) && frame.atString()) {
      frame.string();
      message = frame.text();
    } else {
      frame.skip();
    }
  }

  /** A name, where there are several kinds a depth or interval, a symbol: {@code orderbook.1.X}. */
  private void topic(JsonCursor frame) {
    frame.string();
    byte[] bytes = frame.bytes();
    int start = frame.valueStart();
    int end = frame.valueEnd();
    int nameEnd = start;
    while (nameEnd < end && bytes[nameEnd] != '.') {
      nameEnd++;
    }
    int symbol = end;
    while (symbol > start && bytes[symbol - 1] != '.') {
      symbol--;
    }
    topic = Topic.of(bytes, start, nameEnd);
    market = markets.get(bytes, symbol, end);
    depth = depth(bytes, nameEnd + 1, symbol - 1);
  }

  private static int depth(byte[] bytes, int start, int end) {
    int depth = start < end && end - start <= 5 ? 0 : NO_DEPTH;
    for (int i = start; i < end && depth != NO_DEPTH; i++) {
      int digit = bytes[i] - '0';
      depth = digit < 0 || digit > 9 ? NO_DEPTH : depth * 10 + digit;
    }
    return depth;
  }

  private Decoded answer(JsonCursor frame, FrameEvents out) {
    if (!request) {
      throw frame.wrong("neither topic nor op");
    }
    if (refused) {
      out.notice(new Notice.Refused("subscription", message));
    }
    return REQUEST;
  }

  private Decoded tell(JsonCursor frame, Topic told, long received, FrameEvents out) {
    if (told.kind() == Topic.Kind.OTHER) {
      return told.decoded();
    }
    BybitMarket of = market;
    if (of == null) {
      return UNMAPPED;
    }
    if (data == ABSENT) {
      throw frame.wrong("no data");
    }
    frame.moveTo(data);
    long eventTime = time == ABSENT ? received : time;
    boolean used =
        switch (told.kind()) {
          case TRADE -> BybitTrades.read(frame, of.market(), received, out);
          case BOOK -> depth > 0 && of.book(frame, depth, snapshot, eventTime, received, out);
          case TICKER -> !spot && of.ticker(frame, snapshot, eventTime, received, out);
          case OTHER -> false;
        };
    return used ? told.decoded() : told.kind() == Topic.Kind.TICKER ? SPOT_TICKER : OTHER_BOOK;
  }
}
