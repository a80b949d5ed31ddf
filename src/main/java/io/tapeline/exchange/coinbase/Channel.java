package io.tapeline.exchange.coinbase;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a channel of Coinbase's sockets is to us. */
record Channel(Kind kind, Decoded decoded) {

  enum Kind {
    TRADES,
    TICKER,
    OTHER
  }

  private static final Channel UNKNOWN = new Channel(Kind.OTHER, new Decoded.Unknown("channel"));

  private static final SymbolTable<Channel> NAMED =
      new SymbolTable<>(
          Stream.of(
                  new Channel(Kind.TRADES, new Decoded.Used("market_trades")),
                  new Channel(Kind.TICKER, new Decoded.Used("ticker")),
                  new Channel(Kind.TICKER, new Decoded.Used("ticker_batch")),
                  new Channel(Kind.OTHER, new Decoded.Ignored("l2_data")),
                  new Channel(Kind.OTHER, new Decoded.Ignored("level2")),
                  new Channel(Kind.OTHER, new Decoded.Ignored("candles")),
                  new Channel(Kind.OTHER, new Decoded.Ignored("status")),
                  new Channel(Kind.OTHER, new Decoded.Ignored("user")),
                  new Channel(Kind.OTHER, new Decoded.Ignored("futures_balance_summary")),
                  new Channel(Kind.OTHER, new Decoded.Control("subscriptions")),
                  new Channel(Kind.OTHER, new Decoded.Control("heartbeats")))
              .collect(Collectors.toMap(channel -> channel.decoded().type(), channel -> channel)));

  /** The channel whose name stands here. */
  static Channel read(JsonCursor frame) {
    frame.string();
    Channel channel = frame.lookUp(NAMED);
    return channel == null ? UNKNOWN : channel;
  }
}
