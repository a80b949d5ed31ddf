package io.tapeline.sandbox.gemini;

import io.tapeline.market.Instrument;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.DayStats;
import io.tapeline.sandbox.SandboxMarkets;
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
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gemini: symbols in small letters over REST, capitals on sockets. */
@Singleton
public class GeminiWire implements VenueWire {

  private static final Venue VENUE = new Venue("gemini");
  private static final int MAX_TRADES = 500;
  private static final int MAX_CANDLES = 1440;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Later than any {@code timestamp} in seconds; those in milliseconds are later than this. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private final Symbols symbols;

  public GeminiWire(SandboxMarkets markets) {
    symbols = new Symbols(markets.of(VENUE), Symbols.joined(""));
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public Set<String> hosts() {
    return Set.of("api.gemini.com");
  }

  @Override
  public VenueSession open(WireRequest request) {
    return new GeminiSession(symbols);
  }

  @Override
  public WireAnswer unlisted(String symbol) {
    return new WireAnswer(
        400,
        "{\"result\":\"error\",\"reason\":\"InvalidSymbol\",\"message\":\"Supplied value is not a"
            + " valid symbol.\"}");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    String[] parts = request.path().substring(1).split("/");
    String what = String.join("/", List.of(parts).subList(0, Math.min(2, parts.length)));
    return switch (what) {
      case "v1/symbols" ->
          WireAnswer.ok(
              parts.length == 2
                  ? GeminiListing.symbols(symbols)
                  : GeminiListing.details(symbols, parts[parts.length - 1]));
      case "v1/trades" -> WireAnswer.ok(trades(market(parts), request));
      case "v1/pubticker" -> WireAnswer.ok(ticker(market(parts), request.timeNanos()));
      case "v2/ticker" -> WireAnswer.ok(dayTicker(market(parts), request.timeNanos()));
      case "v2/candles" -> WireAnswer.ok(candles(market(parts), parts[parts.length - 1], request));
      case "v1/book" -> WireAnswer.ok(book(market(parts), request.timeNanos()));
      default -> WireAnswer.notFound();
    };
  }

  private SimulatedMarket market(String[] parts) {
    return symbols.get(parts.length < 3 ? "" : parts[2].toUpperCase(Locale.ROOT));
  }

  private static String trades(SimulatedMarket market, WireRequest request) {
    int limit = request.limit("limit_trades", 50, MAX_TRADES);
    long newest = market.lastTrade(request.timeNanos());
    long since = request.number("timestamp", -1);
    long sinceNanos = (since < SECONDS_BELOW ? since * 1000 : since) * NANOS_PER_MILLI;
    long from = since < 0 ? newest - limit + 1 : market.lastTrade(sinceNanos - 1) + 1;
    long first = request.number("since_tid", from - 1) + 1;
    JsonText json = JsonText.array();
    market
        .trades(first, Math.min(newest, first + limit - 1))
        .reversed()
        .forEach(t -> trade(json, t));
    return json.toString();
  }

  private static void trade(JsonText json, Trade trade) {
    json.object(null)
        .number("timestamp", Moments.seconds(trade.eventTimeNanos()))
        .number("timestampms", Moments.millis(trade.eventTimeNanos()))
        .number("tid", trade.id().low())
        .text("price", trade.price().toString())
        .text("amount", trade.quantity().toString())
        .text("exchange", "gemini")
        .text("type", side(trade.side()))
        .end();
  }

  static String side(Side side) {
    return side == Side.BUY ? "buy" : "sell";
  }

  private static String ticker(SimulatedMarket market, long timeNanos) {
    BestLevels best = market.bestAt(timeNanos);
    DayStats day = DayStats.at(market, timeNanos);
    Instrument instrument = market.market().instrument();
    return JsonText.object()
        .text("bid", best.bid().price().toString())
        .text("ask", best.ask().price().toString())
        .object("volume")
        .text(instrument.base().id().toUpperCase(Locale.ROOT), day.volume().toString())
        .text(instrument.quote().id().toUpperCase(Locale.ROOT), day.turnover().toString())
        .number("timestamp", Moments.millis(timeNanos))
        .end()
        .text("last", day.last().toString())
        .toString();
  }

  private String dayTicker(SimulatedMarket market, long timeNanos) {
    BestLevels best = market.bestAt(timeNanos);
    DayStats day = DayStats.at(market, timeNanos);
    return JsonText.object()
        .text("symbol", symbols.of(market))
        .text("open", day.open().toString())
        .text("high", day.high().toString())
        .text("low", day.low().toString())
        .text("close", day.last().toString())
        .array("changes")
        .end()
        .text("bid", best.bid().price().toString())
        .text("ask", best.ask().price().toString())
        .toString();
  }

  private static String candles(SimulatedMarket market, String frame, WireRequest request) {
    long interval = frame(frame).toNanos();
    long now = request.timeNanos();
    JsonText json = JsonText.array();
    for (SimulatedCandle candle :
        SimulatedCandle.of(market, interval, 0, now + 1, MAX_CANDLES, now).reversed()) {
      json.array(null)
          .number(null, Moments.millis(candle.openTimeNanos()))
          .raw(null, candle.open().toString())
          .raw(null, candle.high().toString())
          .raw(null, candle.low().toString())
          .raw(null, candle.close().toString())
          .raw(null, candle.volume().toPlainString())
          .end();
    }
    return json.toString();
  }

  private static Duration frame(String name) {
    return switch (name) {
      case "5m" -> Duration.ofMinutes(5);
      case "15m" -> Duration.ofMinutes(15);
      case "30m" -> Duration.ofMinutes(30);
      case "1hr" -> Duration.ofHours(1);
      case "6hr" -> Duration.ofHours(6);
      case "1day" -> Duration.ofDays(1);
      default -> Duration.ofMinutes(1);
    };
  }

  private static String book(SimulatedMarket market, long timeNanos) {
    String time = Long.toString(Moments.seconds(timeNanos));
    var book = market.book(market.lastQuote(timeNanos));
    return JsonText.object()
        .each("bids", book.bids(), (json, level) -> level(json, level, time))
        .each("asks", book.asks(), (json, level) -> level(json, level, time))
        .toString();
  }

  private static void level(JsonText json, Level level, String time) {
    json.object(null)
        .text("price", level.price().toString())
        .text("amount", level.quantity().toString())
        .text("timestamp", time)
        .end();
  }
}
