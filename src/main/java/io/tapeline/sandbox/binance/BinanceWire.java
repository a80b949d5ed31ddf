package io.tapeline.sandbox.binance;

import io.tapeline.market.Interval;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.DayStats;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.SimulatedBook;
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
import java.util.List;
import java.util.Set;

/** Binance: numbers are strings with eight digits after the point, times milliseconds. */
@Singleton
public class BinanceWire implements VenueWire {

  /** Digits after the point of every price and quantity. */
  static final int SCALE = 8;

  private static final Venue VENUE = new Venue("binance");
  private static final int MAX_TRADES = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Symbols symbols;

  public BinanceWire(SandboxMarkets markets) {
    symbols = new Symbols(markets.of(VENUE), Symbols.joined(""));
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public Set<String> hosts() {
    return Set.of("stream.binance.com", "api.binance.com");
  }

  @Override
  public VenueSession open(WireRequest request) {
    boolean combined = request.path().equals("/stream");
    String streams = combined ? request.text("streams", "") : request.after("/ws/");
    return new BinanceSession(symbols, combined, streams);
  }

  @Override
  public WireAnswer unlisted(String symbol) {
    return new WireAnswer(400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    return switch (request.path()) {
      case "/api/v3/ping" -> WireAnswer.ok("{}");
      case "/api/v3/time" -> WireAnswer.ok("{\"serverTime\":" + request.timeMillis() + "}");
      case "/api/v3/exchangeInfo" -> WireAnswer.ok(BinanceListing.write(symbols, request));
      case "/api/v3/trades", "/api/v3/historicalTrades" -> WireAnswer.ok(trades(request));
      case "/api/v3/aggTrades" -> WireAnswer.ok(aggTrades(request));
      case "/api/v3/klines" -> WireAnswer.ok(klines(request));
      case "/api/v3/depth" -> WireAnswer.ok(depth(request));
      case "/api/v3/ticker/24hr" -> WireAnswer.ok(dayTicker(request));
      case "/api/v3/ticker/bookTicker" -> WireAnswer.ok(bookTicker(request));
      default -> WireAnswer.notFound();
    };
  }

  private SimulatedMarket market(WireRequest request) {
    return symbols.get(request.text("symbol", ""));
  }

  /** The newest, or those from {@code fromId} on; oldest first. */
  private static List<Trade> history(SimulatedMarket market, WireRequest request) {
    int limit = request.limit("limit", 500, MAX_TRADES);
    long newest = market.lastTrade(request.timeNanos());
    long start = request.nanos("startTime", NANOS_PER_MILLI, -1);
    long from = start < 0 ? newest - limit + 1 : market.lastTrade(start - 1) + 1;
    long first = request.number("fromId", from);
    return market.trades(first, Math.min(newest, first + limit - 1));
  }

  private String trades(WireRequest request) {
    JsonText json = JsonText.array();
    for (Trade trade : history(market(request), request)) {
      json.object(null)
          .number("id", trade.id().low())
          .text("price", Digits.fixed(trade.price(), SCALE))
          .text("qty", Digits.fixed(trade.quantity(), SCALE))
          .text("quoteQty", Digits.fixed(trade.price().times(trade.quantity()), SCALE))
          .number("time", Moments.millis(trade.eventTimeNanos()))
          .bool("isBuyerMaker", trade.side() == Side.SELL)
          .bool("isBestMatch", true)
          .end();
    }
    return json.toString();
  }

  private String aggTrades(WireRequest request) {
    JsonText json = JsonText.array();
    for (Trade trade : history(market(request), request)) {
      json.object(null).number("a", trade.id().low());
      BinanceSession.match(json, trade);
      json.number("f", trade.id().low())
          .number("l", trade.id().low())
          .number("T", Moments.millis(trade.eventTimeNanos()))
          .bool("m", trade.side() == Side.SELL)
          .bool("M", true)
          .end();
    }
    return json.toString();
  }

  private String klines(WireRequest request) {
    SimulatedMarket market = market(request);
    long interval = Interval.of(request.text("interval", "1m")).orElse(Interval.M1).nanos();
    int limit = request.limit("limit", 500, MAX_TRADES);
    long from = request.nanos("startTime", NANOS_PER_MILLI, 0);
    long end = request.nanos("endTime", NANOS_PER_MILLI, request.timeNanos());
    // A start without an end asks for the oldest from there on.
    long to = from == 0 ? end + 1 : Math.min(end + 1, from + limit * interval);
    JsonText json = JsonText.array();
    SimulatedCandle.of(market, interval, from, to, limit, request.timeNanos())
        .forEach(candle -> kline(json, candle, interval));
    return json.toString();
  }

  private static void kline(JsonText json, SimulatedCandle candle, long interval) {
    json.array(null)
        .number(null, Moments.millis(candle.openTimeNanos()))
        .text(null, Digits.fixed(candle.open(), SCALE))
        .text(null, Digits.fixed(candle.high(), SCALE))
        .text(null, Digits.fixed(candle.low(), SCALE))
        .text(null, Digits.fixed(candle.close(), SCALE))
        .text(null, Digits.fixed(candle.volume(), SCALE))
        .number(null, Moments.millis(candle.openTimeNanos() + interval) - 1)
        .text(null, Digits.fixed(candle.turnover(), SCALE))
        .number(null, candle.count())
        .text(null, Digits.fixed(candle.buyVolume(), SCALE))
        .text(null, Digits.fixed(candle.buyTurnover(), SCALE))
        .text(null, "0")
        .end();
  }

  private String depth(WireRequest request) {
    SimulatedMarket market = market(request);
    long number = market.lastQuote(request.timeNanos());
    SimulatedBook book = market.book(number);
    return JsonText.object()
        .number("lastUpdateId", number)
        .each("bids", book.bids(), BinanceSession::level)
        .each("asks", book.asks(), BinanceSession::level)
        .toString();
  }

  private String bookTicker(WireRequest request) {
    SimulatedMarket market = market(request);
    JsonText json = JsonText.object().text("symbol", symbols.of(market));
    best(json, market.bestAt(request.timeNanos()));
    return json.toString();
  }

  private static void best(JsonText json, BestLevels best) {
    json.text("bidPrice", BinanceSession.print(best.bid().price()))
        .text("bidQty", BinanceSession.print(best.bid().quantity()))
        .text("askPrice", BinanceSession.print(best.ask().price()))
        .text("askQty", BinanceSession.print(best.ask().quantity()));
  }

  private String dayTicker(WireRequest request) {
    SimulatedMarket market = market(request);
    long now = request.timeNanos();
    long dayAgo = now - Interval.D1.nanos();
    DayStats day = DayStats.at(market, now);
    Trade last = market.trade(market.lastTrade(now));
    JsonText json =
        JsonText.object()
            .text("symbol", symbols.of(market))
            .text("priceChange", Digits.rounded(day.change() * day.openPrice(), SCALE))
            .text("priceChangePercent", Digits.rounded(day.change() * 100, 3))
            .text("weightedAvgPrice", Digits.fixed(day.average(), SCALE))
            .text("prevClosePrice", Digits.fixed(day.open(), SCALE))
            .text("lastPrice", Digits.fixed(day.last(), SCALE))
            .text("lastQty", Digits.fixed(last.quantity(), SCALE));
    best(json, market.bestAt(now));
    return json.text("openPrice", Digits.fixed(day.open(), SCALE))
        .text("highPrice", Digits.fixed(day.high(), SCALE))
        .text("lowPrice", Digits.fixed(day.low(), SCALE))
        .text("volume", Digits.fixed(day.volume(), SCALE))
        .text("quoteVolume", Digits.fixed(day.turnover(), SCALE))
        .number("openTime", Moments.millis(dayAgo))
        .number("closeTime", Moments.millis(now))
        .number("firstId", market.lastTrade(dayAgo) + 1)
        .number("lastId", last.id().low())
        .number("count", last.id().low() - market.lastTrade(dayAgo))
        .toString();
  }
}
