package io.tapeline.exchange.binance;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of Binance's is to us. The envelope of a combined stream tells it by the stream's
 * name, {@code btcusdt@trade}; a raw stream by the event's, {@code "e":"trade"}.
 */
record Stream(Kind kind, Decoded decoded) {

  enum Kind {
    ENVELOPE,
    TRADE,
    AGGREGATE,
    BOOK_TICKER,
    SHUTDOWN,
    REFUSAL,
    OTHER
  }

  static final Stream ENVELOPE = new Stream(Kind.ENVELOPE, new Decoded.Unknown("envelope"));
  static final Stream BOOK_TICKER = new Stream(Kind.BOOK_TICKER, new Decoded.Used("bookTicker"));
  static final Stream DEPTH = new Stream(Kind.OTHER, new Decoded.Ignored("depth"));
  static final Stream ANSWER = new Stream(Kind.OTHER, new Decoded.Control("result"));
  static final Stream REFUSAL = new Stream(Kind.REFUSAL, new Decoded.Control("error"));
  static final Stream UNKNOWN = new Stream(Kind.OTHER, new Decoded.Unknown("event"));
  static final Stream UNNAMED = new Stream(Kind.OTHER, new Decoded.Unknown("unnamed"));
  private static final Stream TICKER = new Stream(Kind.OTHER, new Decoded.Ignored("ticker"));
  private static final Stream MINI_TICKER =
      new Stream(Kind.OTHER, new Decoded.Ignored("miniTicker"));
  private static final Stream ACCOUNT = new Stream(Kind.OTHER, new Decoded.Ignored("account"));

  private static final Map<String, Stream> SHARED = shared();
  private static final SymbolTable<Stream> STREAMS = streams();
  private static final SymbolTable<Stream> EVENTS = events();

  /** Streams whose events have the stream's name. */
  private static Map<String, Stream> shared() {
    Map<String, Stream> shared = new HashMap<>();
    shared.put("trade", new Stream(Kind.TRADE, new Decoded.Used("trade")));
    shared.put("aggTrade", new Stream(Kind.AGGREGATE, new Decoded.Used("aggTrade")));
    shared.put("bookTicker", BOOK_TICKER);
    for (String name : new String[] {"kline", "avgPrice", "blockTrade", "referencePrice"}) {
      shared.put(name, new Stream(Kind.OTHER, new Decoded.Ignored(name)));
    }
    shared.put("serverShutdown", new Stream(Kind.SHUTDOWN, new Decoded.Control("serverShutdown")));
    return shared;
  }

  private static SymbolTable<Stream> streams() {
    Map<String, Stream> streams = new HashMap<>(SHARED);
    streams.put("depth", DEPTH);
    streams.put("ticker", TICKER);
    streams.put("miniTicker", MINI_TICKER);
    return new SymbolTable<>(streams);
  }

  private static SymbolTable<Stream> events() {
    Map<String, Stream> events = new HashMap<>(SHARED);
    events.put("depthUpdate", DEPTH);
    for (String window : new String[] {"24hr", "1h", "4h", "1d"}) {
      events.put(window + "Ticker", TICKER);
      events.put(window + "MiniTicker", MINI_TICKER);
    }
    for (String name :
        new String[] {
          "executionReport",
          "listStatus",
          "outboundAccountPosition",
          "balanceUpdate",
          "externalLockUpdate",
          "eventStreamTerminated",
          "listenKeyExpired"
        }) {
      events.put(name, ACCOUNT);
    }
    return new SymbolTable<>(events);
  }

  /** The stream whose name stands here; null if it is a new one. */
  static @Nullable Stream readName(JsonCursor frame) {
    frame.string();
    byte[] bytes = frame.bytes();
    int end = frame.valueEnd();
    int start = frame.valueStart();
    // of all markets: !ticker@arr; of one: btcusdt@kline_1m, btcusdt@depth20@100ms
    if (start < end && bytes[start] != '!') {
      while (start < end && bytes[start] != '@') {
        start++;
      }
    }
    int from = Math.min(start + 1, end);
    int to = from;
    while (to < end && isLetter(bytes[to])) {
      to++;
    }
    return STREAMS.get(bytes, from, to);
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  /** The stream whose events have the name that stands here. */
  static Stream readEvent(JsonCursor frame) {
    frame.string();
    Stream stream = frame.lookUp(EVENTS);
    return stream == null ? UNKNOWN : stream;
  }
}
