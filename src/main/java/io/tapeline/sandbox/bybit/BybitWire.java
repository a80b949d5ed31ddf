package io.tapeline.sandbox.bybit;

import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.SimulatedBook;
import io.tapeline.sandbox.SimulatedCandle;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.Symbols;
import io.tapeline.sandbox.wire.UnlistedSymbolException;
import io.tapeline.sandbox.wire.VenueSession;
import io.tapeline.sandbox.wire.VenueWire;
import io.tapeline.sandbox.wire.WireAnswer;
import io.tapeline.sandbox.wire.WireRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Bybit v5: an envelope around every answer, spot only; other categories are empty lists. */
@Singleton
public class BybitWire implements VenueWire {

  private static final Venue VENUE = new Venue("bybit");
  private static final String SPOT = "spot";
  private static final int MAX_TRADES = 60;
  private static final int MAX_CANDLES = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Symbols symbols;

  public BybitWire(SandboxMarkets markets) {
    symbols = new Symbols(markets.of(VENUE), Symbols.joined(""));
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public Set<String> hosts() {
    return Set.of("stream.bybit.com", "api.bybit.com");
  }

  @Override
  public VenueSession open(WireRequest request) {
    return new BybitSession(symbols, request.path().endsWith("/" + SPOT), request.timeNanos());
  }

  @Override
  public WireAnswer unlisted(String symbol) {
    return WireAnswer.ok(
        "{\"retCode\":10001,\"retMsg\":\"Not supported symbols\",\"result\":{},"
            + "\"retExtInfo\":{},\"time\":0}");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    return switch (request.path()) {
      case "/v5/market/time" -> envelope(request, json -> time(json, request));
      case "/v5/market/instruments-info" -> envelope(request, json -> instruments(json, request));
      case "/v5/market/recent-trade" -> envelope(request, json -> trades(json, request));
      case "/v5/market/tickers" -> envelope(request, json -> tickers(json, request));
      case "/v5/market/kline" -> envelope(request, json -> candles(json, request));
      case "/v5/market/orderbook" -> envelope(request, json -> book(json, request));
      default -> WireAnswer.notFound();
    };
  }

  private static WireAnswer envelope(WireRequest request, Consumer<JsonText> result) {
    JsonText json = JsonText.object().number("retCode", 0).text("retMsg", "OK").object("result");
    result.accept(json);
    return WireAnswer.ok(
        json.end().object("retExtInfo").end().number("time", request.timeMillis()).toString());
  }

  private static void time(JsonText json, WireRequest request) {
    json.text("timeSecond", Long.toString(Moments.seconds(request.timeNanos())))
        .text("timeNano", Long.toString(request.timeNanos()));
  }

  /** The market that is asked for, or all; no spot, no markets. */
  private Collection<SimulatedMarket> asked(WireRequest request) {
    if (!request.text("category", "").equals(SPOT)) {
      return List.of();
    }
    String symbol = request.text("symbol", "");
    return symbol.isEmpty() ? symbols.markets() : List.of(symbols.get(symbol));
  }

  private SimulatedMarket market(WireRequest request) {
    return asked(request).stream()
        .findFirst()
        .orElseThrow(() -> new UnlistedSymbolException(request.text("symbol", "")));
  }

  private void instruments(JsonText json, WireRequest request) {
    json.text("category", request.text("category", SPOT))
        .each(
            "list",
            asked(request),
            (out, market) -> BybitListing.write(out, number(market), symbols.of(market), market))
        .text("nextPageCursor", "");
  }

  /** Any number that stays the market's own. */
  private long number(SimulatedMarket market) {
    return List.copyOf(symbols.markets()).indexOf(market) + 1L;
  }

  private void trades(JsonText json, WireRequest request) {
    SimulatedMarket market = market(request);
    int limit = request.limit("limit", MAX_TRADES, MAX_TRADES);
    json.text("category", SPOT)
        .each("list", market.latestTrades(request.timeNanos(), limit).reversed(), this::trade);
  }

  private void trade(JsonText json, Trade trade) {
    json.object(null)
        .text("execId", trade.id().toString())
        .text("symbol", Symbols.joined("").apply(trade.market().instrument()))
        .text("price", trade.price().toString())
        .text("size", trade.quantity().toString())
        .text("side", side(trade))
        .text("time", Long.toString(Moments.millis(trade.eventTimeNanos())))
        .bool("isBlockTrade", false)
        .bool("isRPITrade", false)
        .text("seq", Long.toString(trade.id().low()))
        .end();
  }

  static String side(Trade trade) {
    return trade.side() == Side.BUY ? "Buy" : "Sell";
  }

  private void tickers(JsonText json, WireRequest request) {
    json.text("category", request.text("category", SPOT))
        .each("list", asked(request), (out, market) -> ticker(out, market, request.timeNanos()));
  }

  private void ticker(JsonText json, SimulatedMarket market, long timeNanos) {
    BestLevels best = market.bestAt(timeNanos);
    json.object(null)
        .text("symbol", symbols.of(market))
        .text("bid1Price", best.bid().price().toString())
        .text("bid1Size", best.bid().quantity().toString())
        .text("ask1Price", best.ask().price().toString())
        .text("ask1Size", best.ask().quantity().toString());
    BybitSession.day(json, market, timeNanos);
    json.end();
  }

  private void candles(JsonText json, WireRequest request) {
    SimulatedMarket market = market(request);
    long interval = interval(request.text("interval", "1")).toNanos();
    int limit = request.limit("limit", 200, MAX_CANDLES);
    long from = request.nanos("start", NANOS_PER_MILLI, 0);
    long end = request.nanos("end", NANOS_PER_MILLI, request.timeNanos());
    // A start without an end asks for the oldest from there on.
    long to = from == 0 ? end + 1 : Math.min(end + 1, from + limit * interval);
    json.text("category", SPOT)
        .text("symbol", symbols.of(market))
        .each(
            "list",
            SimulatedCandle.of(market, interval, from, to, limit, request.timeNanos()).reversed(),
            BybitWire::candle);
  }

  private static void candle(JsonText json, SimulatedCandle candle) {
    json.array(null)
        .text(null, Long.toString(Moments.millis(candle.openTimeNanos())))
        .text(null, candle.open().toString())
        .text(null, candle.high().toString())
        .text(null, candle.low().toString())
        .text(null, candle.close().toString())
        .text(null, candle.volume().toPlainString())
        .text(null, candle.turnover().toPlainString())
        .end();
  }

  private static Duration interval(String name) {
    return switch (name) {
      case "D" -> Duration.ofDays(1);
      case "W" -> Duration.ofDays(7);
      case String minutes when minutes.matches("[1-9][0-9]{0,3}") ->
          Duration.ofMinutes(Long.parseLong(minutes));
      default -> Duration.ofMinutes(1);
    };
  }

  private void book(JsonText json, WireRequest request) {
    SimulatedMarket market = market(request);
    long number = market.lastQuote(request.timeNanos());
    SimulatedBook book = market.book(number);
    int limit = request.limit("limit", 1, SimulatedMarket.BOOK_DEPTH);
    long time = Moments.millis(market.best(number).timeNanos());
    json.text("s", symbols.of(market))
        .each("b", book.bids().stream().limit(limit).toList(), BybitSession::level)
        .each("a", book.asks().stream().limit(limit).toList(), BybitSession::level)
        .number("ts", request.timeMillis())
        .number("u", number)
        .number("seq", number)
        .number("cts", time);
  }
}
