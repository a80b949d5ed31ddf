package io.tapeline.exchange.binance;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Market;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Binance's spot sockets, raw or in the envelope of a combined stream (docs: "WebSocket
 * Streams for Binance").
 *
 * <p>Used: {@code trade}; {@code aggTrade}, which reports matches f to l as one; {@code
 * bookTicker}. Ignored on purpose: {@code depth}, partial or as changes (the book ticker is its
 * top), {@code kline}, {@code ticker} and {@code miniTicker} over any window, of one market or
 * listing all, {@code avgPrice}, {@code referencePrice}, {@code blockTrade} (negotiated away from
 * the book), an account's own events, and what is of a market that we don't map. Control: answers
 * to requests ({@code result}, {@code error}), {@code serverShutdown}.
 */
final class BinanceCodec implements VenueCodec {

  private static final byte[] STREAM = ascii("stream");
  private static final byte[] DATA = ascii("data");
  private static final byte[] EVENT = ascii("event");
  private static final byte[] RESULT = ascii("result");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] MESSAGE = ascii("msg");
  private static final byte[] BIDS = ascii("bids");
  private static final byte[] ASKS = ascii("asks");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded EMPTY_LIST = new Decoded.Ignored("empty list");

  private final BinanceTrades trades;
  private final BinanceQuotes quotes;

  BinanceCodec(SymbolTable<Market> markets) {
    this.trades = new BinanceTrades(markets);
    this.quotes = new BinanceQuotes(markets);
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    Decoded decoded = payload(frame, null, receivedTimeNanos, out);
    frame.end();
    return decoded;
  }

  /** Reads what stands here, of the stream that the envelope names, if it names a known one. */
  private Decoded payload(
      JsonCursor frame, @Nullable Stream named, long received, FrameEvents out) {
    Stream stream = named != null ? named : frame.atArray() ? null : identify(frame);
    if (stream == null) {
      return list(frame);
    }
    boolean mapped = true;
    switch (stream.kind()) {
      case ENVELOPE -> {
        return envelope(frame, received, out);
      }
      case TRADE -> mapped = trades.readMatch(frame, received, out);
      case AGGREGATE -> mapped = trades.readAggregate(frame, received, out);
      case BOOK_TICKER -> mapped = quotes.read(frame, received, out);
      case SHUTDOWN -> {
        out.notice(new Notice.ReconnectAsked("the venue is about to shut this server down"));
        frame.skip();
      }
      case REFUSAL -> refusal(frame, out);
      case OTHER -> frame.skip();
    }
    return mapped ? stream.decoded() : UNMAPPED;
  }

  private Decoded envelope(JsonCursor frame, long received, FrameEvents out) {
    Stream stream = null;
    Decoded told = null;
    long waiting = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(STREAM)) {
        stream = Stream.readName(frame);
      } else if (frame.nameIs(DATA) || frame.nameIs(EVENT)) {
        if (stream != null) {
          told = payload(frame, stream, received, out);
        } else {
          waiting = frame.mark();
          frame.skip();
        }
      } else {
        frame.skip();
      }
    }
    if (waiting >= 0 && told == null) {
      long end = frame.mark();
      frame.moveTo(waiting);
      told = payload(frame, stream, received, out);
      frame.moveTo(end);
    }
    return told == null ? Stream.UNNAMED.decoded() : told;
  }

  /** Tells what the object here is and stays before it: most say so in their first field. */
  private static Stream identify(JsonCursor frame) {
    long start = frame.mark();
    Stream stream = Stream.UNNAMED;
    boolean bid = false;
    boolean ask = false;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs('e')) {
        stream = Stream.readEvent(frame);
        break;
      }
      if (frame.nameIs(STREAM) || frame.nameIs(DATA) || frame.nameIs(EVENT)) {
        stream = Stream.ENVELOPE;
        break;
      }
      bid |= frame.nameIs('b') && frame.atString();
      ask |= frame.nameIs('a') && frame.atString();
      stream = answer(frame, stream);
      frame.skip();
    }
    frame.moveTo(start);
    return stream == Stream.UNNAMED && bid && ask ? Stream.BOOK_TICKER : stream;
  }

  /** Partial depth and answers have names of their own; none has an event's. */
  private static Stream answer(JsonCursor frame, Stream otherwise) {
    if (frame.nameIs(BIDS) || frame.nameIs(ASKS)) {
      return Stream.DEPTH;
    }
    if (frame.nameIs(RESULT)) {
      return Stream.ANSWER;
    }
    return frame.nameIs(ERROR) || frame.nameIs(MESSAGE) ? Stream.REFUSAL : otherwise;
  }

  /** Tickers of all markets come as a list; its first element says what it holds. */
  private static Decoded list(JsonCursor frame) {
    frame.enterArray();
    if (!frame.nextElement()) {
      return EMPTY_LIST;
    }
    Stream stream = frame.atObject() ? identify(frame) : Stream.UNNAMED;
    frame.skip();
    frame.skipRestOfArray();
    return stream.decoded() instanceof Decoded.Ignored
        ? stream.decoded()
        : Stream.UNKNOWN.decoded();
  }

  /** {@code {"error":{"code":2,"msg":"…"}}}, or these two fields alone. */
  private static void refusal(JsonCursor frame, FrameEvents out) {
    String reason = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(MESSAGE) && frame.atString()) {
        frame.string();
        reason = frame.text();
      } else if (frame.nameIs(ERROR) && frame.atObject()) {
        refusal(frame, out);
        frame.skipRestOfObject();
        return;
      } else {
        frame.skip();
      }
    }
    out.notice(new Notice.Refused("request", reason));
  }
}
