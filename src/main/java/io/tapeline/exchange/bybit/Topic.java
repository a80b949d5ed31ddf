package io.tapeline.exchange.bybit;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.SymbolTable;
import java.util.HashMap;
import java.util.Map;

/** What a topic of Bybit's sockets is to us, by its name before the first dot. */
record Topic(Kind kind, Decoded decoded) {

  enum Kind {
    TRADE,
    BOOK,
    TICKER,
    OTHER
  }

  private static final Topic UNKNOWN = new Topic(Kind.OTHER, new Decoded.Unknown("topic"));
  private static final SymbolTable<Topic> NAMED = named();

  private static SymbolTable<Topic> named() {
    Map<String, Topic> topics = new HashMap<>();
    topics.put("publicTrade", new Topic(Kind.TRADE, new Decoded.Used("publicTrade")));
    topics.put("orderbook", new Topic(Kind.BOOK, new Decoded.Used("orderbook")));
    topics.put("tickers", new Topic(Kind.TICKER, new Decoded.Used("tickers")));
    for (String ignored :
        new String[] {
          "kline",
          "liquidation",
          "allLiquidation",
          "priceLimit",
          "insurance",
          "adlAlert",
          "kline_lt",
          "tickers_lt",
          "lt"
        }) {
      topics.put(ignored, new Topic(Kind.OTHER, new Decoded.Ignored(ignored)));
    }
    topics.put("system", new Topic(Kind.OTHER, new Decoded.Control("system")));
    return new SymbolTable<>(topics);
  }

  /** The topic whose name is the bytes from {@code start} to before {@code end}. */
  static Topic of(byte[] bytes, int start, int end) {
    Topic topic = NAMED.get(bytes, start, end);
    return topic == null ? UNKNOWN : topic;
  }
}
