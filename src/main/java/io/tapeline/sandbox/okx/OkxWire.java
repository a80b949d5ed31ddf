package io.tapeline.sandbox.okx;

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
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.VenueSession;
import io.tapeline.sandbox.wire.VenueWire;
import io.tapeline.sandbox.wire.WireAnswer;
import io.tapeline.sandbox.wire.WireRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** OKX v5: everything is a string, answers stand in {@code data}, the newest first. */
@Singleton
public class OkxWire implements VenueWire {

  private static final Venue VENUE = new Venue("okx");
  private static final int MAX_TRADES = 500;
  private static final int MAX_CANDLES = 300;
  private static final int MAX_OLD_CANDLES = 100;
  private static final int RECENT_CANDLES = 1_440;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Symbols symbols;

  public OkxWire(SandboxMarkets markets) {
    symbols = new Symbols(markets.of(VENUE), Symbols.joined("-"));
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public Set<String> hosts() {
    return Set.of("ws.okx.com", "www.okx.com");
  }

  @Override
  public VenueSession open(WireRequest request) {
    return new OkxSession(symbols, request.timeNanos());
  }

  @Override
  public WireAnswer unlisted(String symbol) {
    return WireAnswer.ok(
        "{\"code\":\"51001\",\"msg\":\"Instrument ID doesn't exist.\",\"data\":[]}");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    long now = request.timeNanos();
    return switch (request.after("/api/v5/")) {
      case "public/time" ->
          data(List.of(now), (json, _) -> json.object(null).text("ts", millis(now)).end());
      case "public/instruments" ->
          data(
              asked(request), (json, market) -> OkxListing.write(json, symbols.of(market), market));
      case "market/ticker" ->
          data(List.of(market(request)), (json, market) -> ticker(json, market, now));
      case "market/tickers" -> data(asked(request), (json, market) -> ticker(json, market, now));
      case "market/trades", "market/history-trades" ->
          data(trades(market(request), request), OkxWire::trade);
      case "market/candles" -> candles(request, recent(request), MAX_CANDLES, now);
      case "market/history-candles" -> candles(request, 0, MAX_OLD_CANDLES, over(request));
      case "market/books" -> data(List.of(market(request)), (json, m) -> book(json, m, now));
      default -> WireAnswer.notFound();
    };
  }

  private static <T> WireAnswer data(Collection<T> rows, BiConsumer<JsonText, T> writer) {
    return WireAnswer.ok(
        JsonText.object().text("code", "0").text("msg", "").each("data", rows, writer).toString());
  }

  private SimulatedMarket market(WireRequest request) {
    return symbols.get(request.text("instId", ""));
  }

  /** Only spot has markets. */
  private Collection<SimulatedMarket> asked(WireRequest request) {
    if (!request.text("instType", "").equals("SPOT")) {
      return List.of();
    }
    return request.text("instId", "").isEmpty() ? symbols.markets() : List.of(market(request));
  }

  static void ticker(JsonText json, SimulatedMarket market, long timeNanos) {
    BestLevels best = market.bestAt(timeNanos);
    DayStats day = DayStats.at(market, timeNanos);
    Trade last = market.trade(market.lastTrade(timeNanos));
    json.object(null)
        .text("instType", "SPOT")
        .text("instId", Symbols.joined("-").apply(market.market().instrument()))
        .text("last", last.price().toString())
        .text("lastSz", last.quantity().toString())
        .text("askPx", best.ask().price().toString())
        .text("askSz", best.ask().quantity().toString())
        .text("bidPx", best.bid().price().toString())
        .text("bidSz", best.bid().quantity().toString())
        .text("open24h", day.open().toString())
        .text("high24h", day.high().toString())
        .text("low24h", day.low().toString())
        .text("volCcy24h", day.turnover().toString())
        .text("vol24h", day.volume().toString())
        .text("sodUtc0", day.open().toString())
        .text("sodUtc8", day.open().toString())
        .text("ts", millis(timeNanos))
        .end();
  }

  /** {@code after} asks for trades older than that id, {@code before} for newer ones. */
  private static List<Trade> trades(SimulatedMarket market, WireRequest request) {
    int limit = request.limit("limit", 100, MAX_TRADES);
    long newest = market.lastTrade(request.timeNanos());
    long last = Math.min(newest, request.number("after", newest + 1) - 1);
    long first = Math.max(last - limit + 1, request.number("before", 0) + 1);
    return market.trades(first, last).reversed();
  }

  private static void trade(JsonText json, Trade trade) {
    json.object(null)
        .text("instId", Symbols.joined("-").apply(trade.market().instrument()))
        .text("side", side(trade))
        .text("sz", trade.quantity().toString())
        .text("px", trade.price().toString())
        .text("tradeId", trade.id().toString())
        .text("ts", millis(trade.eventTimeNanos()))
        .end();
  }

  static String side(Trade trade) {
    return trade.side() == Side.BUY ? "buy" : "sell";
  }

  static String millis(long timeNanos) {
    return Long.toString(Moments.millis(timeNanos));
  }

  private static long interval(WireRequest request) {
    return bar(request.text("bar", "1m")).toNanos();
  }

  /** The open candle is the newest of those that can be had. */
  private static long recent(WireRequest request) {
    long interval = interval(request);
    return (request.timeNanos() / interval - RECENT_CANDLES + 1) * interval;
  }

  /** The newest moment of the candles that are over. */
  private static long over(WireRequest request) {
    long interval = interval(request);
    return request.timeNanos() / interval * interval - 1;
  }

  private WireAnswer candles(WireRequest request, long earliest, int most, long newest) {
    SimulatedMarket market = market(request);
    long interval = interval(request);
    int limit = request.limit("limit", 100, most);
    long before = request.nanos("before", NANOS_PER_MILLI, -1);
    long after = request.nanos("after", NANOS_PER_MILLI, newest + 1);
    List<SimulatedCandle> candles =
        SimulatedCandle.of(market, interval, Math.max(earliest, before + 1), after, limit, newest);
    return data(candles.reversed(), (json, candle) -> candle(json, candle, interval, newest));
  }

  private static void candle(JsonText json, SimulatedCandle candle, long interval, long newest) {
    json.array(null)
        .text(null, millis(candle.openTimeNanos()))
        .text(null, candle.open().toString())
        .text(null, candle.high().toString())
        .text(null, candle.low().toString())
        .text(null, candle.close().toString())
        .text(null, candle.volume().toPlainString())
        .text(null, candle.turnover().toPlainString())
        .text(null, candle.turnover().toPlainString())
        .text(null, candle.openTimeNanos() + interval <= newest + 1 ? "1" : "0")
        .end();
  }

  private static Duration bar(String name) {
    return switch (name) {
      case "5m" -> Duration.ofMinutes(5);
      case "15m" -> Duration.ofMinutes(15);
      case "30m" -> Duration.ofMinutes(30);
      case "1H" -> Duration.ofHours(1);
      case "4H" -> Duration.ofHours(4);
      case "1D", "1Dutc" -> Duration.ofDays(1);
      default -> Duration.ofMinutes(1);
    };
  }

  private static void book(JsonText json, SimulatedMarket market, long timeNanos) {
    SimulatedBook book = market.book(market.lastQuote(timeNanos));
    json.object(null)
        .each("asks", book.asks(), OkxWire::level)
        .each("bids", book.bids(), OkxWire::level)
        .text("ts", millis(timeNanos))
        .end();
  }

  /** Price, quantity, a field that is always 0, and how many orders. */
  static void level(JsonText json, Level level) {
    json.array(null)
        .text(null, level.price().toString())
        .text(null, level.quantity().toString())
        .text(null, "0")
        .text(null, "1")
        .end();
  }
}
