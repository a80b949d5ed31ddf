package io.tapeline.exchange.okx;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel of OKX and what becomes of its frames.
 *
 * @param rank of channels that tell a market's best bid and ask, the one with the highest rank
 *     speaks; 0 for all others
 * @param decoded of a frame that was used, or was ignored for its channel
 * @param unmapped of a frame whose market we don't map
 * @param outranked of a frame that a better channel makes superfluous
 */
record Channel(Kind kind, int rank, Decoded decoded, Decoded unmapped, Decoded outranked) {

  enum Kind {
    TRADES,
    TICKER,
    /** The first levels, whole each time. */
    TOP,
    /** A snapshot, then changes. */
    BOOK,
    OTHER
  }

  private static final List<String> IGNORED =
      List.of(
          "adl-warning",
          "block-tickers",
          "books-elp",
          "books-full",
          "call-auction-details",
          "copytrading-lead-notification",
          "economic-calendar",
          "estimated-price",
          "event-contract-markets",
          "funding-rate",
          "index-tickers",
          "instruments",
          "liquidation-orders",
          "liquidations",
          "mark-price",
          "open-interest",
          "opt-summary",
          "option-trades",
          "price-limit",
          "public-block-trades",
          "public-struc-block-trades",
          "sprd-bbo-tbt",
          "sprd-books-l2-tbt",
          "sprd-books5",
          "sprd-public-trades",
          "sprd-tickers",
          "status",
          // private, without use for a market
          "account",
          "account-greeks",
          "algo-advance",
          "balance_and_position",
          "deposit-info",
          "fills",
          "liquidation-warning",
          "orders",
          "orders-algo",
          "positions",
          "quotes",
          "rfqs",
          "sprd-orders",
          "sprd-trades",
          "struc-block-trades",
          "withdrawal-info");

  /** Families of channels, one for each interval or kind. */
  private static final List<Map.Entry<byte[], Channel>> FAMILIES =
      List.of(
          Map.entry(ascii("candle"), ignored("candle")),
          Map.entry(ascii("index-candle"), ignored("index-candle")),
          Map.entry(ascii("mark-price-candle"), ignored("mark-price-candle")),
          Map.entry(ascii("sprd-candle"), ignored("sprd-candle")),
          Map.entry(ascii("grid-"), ignored("grid")));

  private static final Channel UNKNOWN = other(new Decoded.Unknown("channel"));
  private static final SymbolTable<Channel> NAMED = named();

  private static SymbolTable<Channel> named() {
    Map<String, Channel> channels = new HashMap<>();
    IGNORED.forEach(name -> channels.put(name, ignored(name)));
    channels.put("trades", used("trades", Kind.TRADES, 0));
    channels.put("trades-all", used("trades-all", Kind.TRADES, 0));
    channels.put("books", used("books", Kind.BOOK, 1));
    channels.put("books5", used("books5", Kind.TOP, 2));
    channels.put("books50-l2-tbt", used("books50-l2-tbt", Kind.BOOK, 3));
    channels.put("books-l2-tbt", used("books-l2-tbt", Kind.BOOK, 4));
    channels.put("tickers", used("tickers", Kind.TICKER, 5));
    channels.put("bbo-tbt", used("bbo-tbt", Kind.TOP, 6));
    return new SymbolTable<>(channels);
  }

  private static Channel used(String name, Kind kind, int rank) {
    return new Channel(
        kind,
        rank,
        new Decoded.Used(name),
        new Decoded.Ignored("unmapped market: " + name),
        new Decoded.Ignored("outranked: " + name));
  }

  private static Channel ignored(String name) {
    return other(new Decoded.Ignored(name));
  }

  private static Channel other(Decoded decoded) {
    return new Channel(Kind.OTHER, 0, decoded, decoded, decoded);
  }

  /** The channel whose name the cursor has just read. */
  static Channel of(JsonCursor frame) {
    @Nullable Channel named = frame.lookUp(NAMED);
    if (named != null) {
      return named;
    }
    for (int i = 0; i < FAMILIES.size(); i++) { // no iterator on the hot path
      if (frame.valueStartsWith(FAMILIES.get(i).getKey())) {
        return FAMILIES.get(i).getValue();
      }
    }
    return UNKNOWN;
  }
}
