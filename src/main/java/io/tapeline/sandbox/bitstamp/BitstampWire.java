package io.tapeline.sandbox.bitstamp;

import io.tapeline.market.Instrument;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.DayStats;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.SimulatedBook;
import io.tapeline.sandbox.SimulatedBook.Level;
import io.tapeline.sandbox.SimulatedCandle;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.Digits;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.VenueSession;
import io.tapeline.sandbox.wire.VenueWire;
import io.tapeline.sandbox.wire.WireAnswer;
import io.tapeline.sandbox.wire.WireRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Bitstamp: times in whole seconds over REST, pairs in small letters. */
@Singleton
public class BitstampWire implements VenueWire {

  private static final Venue VENUE = new Venue("bitstamp");
  private static final int AMOUNT_DECIMALS = 8;
  private static final int MAX_TRADES = 10_000;
  private static final int MAX_CANDLES = 1000;
  private static final long NANOS = 1_000_000_000;

  private final Symbols symbols;

  public BitstampWire(SandboxMarkets markets) {
    Function<Instrument, String> capitals = Symbols.joined("");
    symbols =
        new Symbols(
            markets.of(VENUE), instrument -> capitals.apply(instrument).toLowerCase(Locale.ROOT));
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public Set<String> hosts() {
    return Set.of("ws.bitstamp.net", "www.bitstamp.net");
  }

  @Override
  public VenueSession open(WireRequest request) {
    return new BitstampSession(symbols);
  }

  @Override
  public WireAnswer unlisted(String symbol) {
    return new WireAnswer(404, "{\"code\":\"404.002\",\"error\":\"Currency pair not found\"}");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    String[] parts = request.after("/api/v2/").split("/");
    if (parts.length == 1) {
      return switch (parts[0]) {
        case "trading-pairs-info" -> WireAnswer.ok(listing(BitstampListing::oldPair));
        case "markets" -> WireAnswer.ok(listing(BitstampListing::market));
        default -> WireAnswer.notFound();
      };
    }
    SimulatedMarket market = symbols.get(parts[1]);
    return switch (parts[0]) {
      case "ticker" -> WireAnswer.ok(ticker(market, request.timeNanos()));
      case "transactions" -> WireAnswer.ok(trades(market, request));
      case "ohlc" -> WireAnswer.ok(candles(market, request));
      case "order_book" ->
          WireAnswer.ok(book(market, market.lastQuote(request.timeNanos())).toString());
      default -> WireAnswer.notFound();
    };
  }

  private String listing(BitstampListing.Row row) {
    JsonText json = JsonText.array();
    symbols.markets().forEach(market -> row.write(json, symbols.of(market), market));
    return json.toString();
  }

  private static String ticker(SimulatedMarket market, long timeNanos) {
    BestLevels best = market.bestAt(timeNanos);
    DayStats day = DayStats.at(market, timeNanos);
    return JsonText.object()
        .text("timestamp", Long.toString(Moments.seconds(timeNanos)))
        .text("open", day.open().toString())
        .text("high", day.high().toString())
        .text("low", day.low().toString())
        .text("last", day.last().toString())
        .text("volume", Digits.fixed(day.volume(), AMOUNT_DECIMALS))
        .text("vwap", Digits.fixed(day.average(), market.terms().priceScale()))
        .text("bid", best.bid().price().toString())
        .text("ask", best.ask().price().toString())
        .text("open_24", day.open().toString())
        .text("percent_change_24", Digits.rounded(day.change() * 100, 2))
        .toString();
  }

  private static String trades(SimulatedMarket market, WireRequest request) {
    Duration back =
        switch (request.text("time", "hour")) {
          case "minute" -> Duration.ofMinutes(1);
          case "day" -> Duration.ofDays(1);
          default -> Duration.ofHours(1);
        };
    long newest = market.lastTrade(request.timeNanos());
    long oldest = market.lastTrade(request.timeNanos() - back.toNanos()) + 1;
    JsonText json = JsonText.array();
    market
        .trades(Math.max(oldest, newest - MAX_TRADES + 1), newest)
        .reversed()
        .forEach(
            trade ->
                json.object(null)
                    .text("date", Long.toString(Moments.seconds(trade.eventTimeNanos())))
                    .text("tid", trade.id().toString())
                    .text("amount", amount(trade))
                    .text("type", trade.side() == Side.BUY ? "0" : "1")
                    .text("price", trade.price().toString())
                    .end());
    return json.toString();
  }

  static String amount(Trade trade) {
    return Digits.fixed(trade.quantity(), AMOUNT_DECIMALS);
  }

  private static String candles(SimulatedMarket market, WireRequest request) {
    long interval = Duration.ofSeconds(request.limit("step", 60, 259_200)).toNanos();
    int limit = request.limit("limit", 100, MAX_CANDLES);
    long from = request.nanos("start", NANOS, 0);
    long to = request.nanos("end", NANOS, request.timeNanos()) + 1;
    List<SimulatedCandle> candles =
        SimulatedCandle.of(market, interval, from, to, limit, request.timeNanos());
    Instrument instrument = market.market().instrument();
    return JsonText.object()
        .object("data")
        .text("pair", BitstampListing.name(instrument))
        .each(
            "ohlc",
            candles,
            (json, candle) ->
                json.object(null)
                    .text("timestamp", Long.toString(Moments.seconds(candle.openTimeNanos())))
                    .text("open", candle.open().toString())
                    .text("high", candle.high().toString())
                    .text("low", candle.low().toString())
                    .text("close", candle.close().toString())
                    .text("volume", Digits.fixed(candle.volume(), AMOUNT_DECIMALS))
                    .end())
        .toString();
  }

  /** The members of an order book, as sockets and REST both have them. */
  static JsonText book(SimulatedMarket market, long number) {
    SimulatedBook book = market.book(number);
    long since = market.best(number).timeNanos();
    return JsonText.object()
        .text("timestamp", Long.toString(Moments.seconds(since)))
        .text("microtimestamp", Long.toString(Moments.micros(since)))
        .each("bids", book.bids(), BitstampWire::level)
        .each("asks", book.asks(), BitstampWire::level);
  }

  private static void level(JsonText json, Level level) {
    json.array(null)
        .text(null, level.price().toString())
        .text(null, Digits.fixed(level.quantity(), AMOUNT_DECIMALS))
        .end();
  }
}
