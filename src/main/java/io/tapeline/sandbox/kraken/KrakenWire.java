package io.tapeline.sandbox.kraken;

import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.DayStats;
import io.tapeline.sandbox.SandboxMarkets;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Kraken: REST answers stand in {@code result}, arrays instead of objects, times in seconds. */
@Singleton
public class KrakenWire implements VenueWire {

  private static final Venue VENUE = new Venue("kraken");
  private static final String PUBLIC = "/0/public/";
  private static final long NANOS = 1_000_000_000;
  static final int LOT_DECIMALS = 8;
  private static final int PRICE_DECIMALS = 5;
  private static final int MAX_TRADES = 1000;
  private static final int MAX_CANDLES = 720;

  /** Later than any {@code since} in seconds; those in nanoseconds are later than this. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private static final DateTimeFormatter RFC1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uu HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Symbols symbols;
  private final Symbols pairs;
  private final Symbols shortNames;
  private final Symbols newNames;

  public KrakenWire(SandboxMarkets markets) {
    symbols = new Symbols(markets.of(VENUE), KrakenNames::symbol);
    pairs = new Symbols(markets.of(VENUE), KrakenNames::pair);
    shortNames = new Symbols(markets.of(VENUE), KrakenNames::shortName);
    newNames = new Symbols(markets.of(VENUE), Symbols.joined(""));
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public Set<String> hosts() {
    return Set.of("ws.kraken.com", "api.kraken.com");
  }

  @Override
  public VenueSession open(WireRequest request) {
    return new KrakenSession(symbols);
  }

  @Override
  public WireAnswer unlisted(String symbol) {
    return WireAnswer.ok("{\"error\":[\"EQuery:Unknown asset pair\"]}");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    return switch (request.after(PUBLIC)) {
      case "Time" -> result(time(request));
      case "SystemStatus" ->
          result(
              JsonText.object()
                  .text("status", "online")
                  .text(
                      "timestamp", Moments.rfc3339(Moments.seconds(request.timeNanos()) * NANOS)));
      case "Assets" -> result(KrakenListing.assets(pairs));
      case "AssetPairs" -> result(KrakenListing.pairs(pairs, asked(request)));
      case "Ticker" -> result(tickers(request));
      case "Trades" -> result(trades(request));
      case "OHLC" -> result(candles(request));
      default -> new WireAnswer(404, "{\"error\":[\"EGeneral:Unknown method\"]}");
    };
  }

  private static WireAnswer result(JsonText result) {
    return WireAnswer.ok("{\"error\":[],\"result\":" + result + "}");
  }

  private static JsonText time(WireRequest request) {
    long now = request.timeNanos();
    return JsonText.object()
        .number("unixtime", Moments.seconds(now))
        .text("rfc1123", RFC1123.format(Moments.instant(now)));
  }

  private SimulatedMarket market(String name) {
    return Stream.of(pairs, shortNames, newNames, symbols)
        .flatMap(spelling -> spelling.find(name).stream())
        .findFirst()
        .orElseGet(() -> pairs.get(name));
  }

  private Collection<SimulatedMarket> asked(WireRequest request) {
    String names = request.text("pair", "");
    return names.isEmpty()
        ? pairs.markets()
        : Stream.of(names.split(",")).map(this::market).toList();
  }

  private JsonText tickers(WireRequest request) {
    JsonText json = JsonText.object();
    asked(request).forEach(market -> ticker(json, market, request.timeNanos()));
    return json;
  }

  private void ticker(JsonText json, SimulatedMarket market, long now) {
    DayStats day = DayStats.at(market, now);
    BestLevels best = market.bestAt(now);
    Trade last = market.trade(market.lastTrade(now));
    String volume = Digits.fixed(day.volume(), LOT_DECIMALS);
    String average = Digits.fixed(day.average(), PRICE_DECIMALS);
    long count = last.id().low() - market.lastTrade(now - Duration.ofDays(1).toNanos());
    json.object(pairs.of(market));
    strings(json, "a", price(best.ask().price()), "1", Digits.fixed(best.ask().quantity(), 3));
    strings(json, "b", price(best.bid().price()), "1", Digits.fixed(best.bid().quantity(), 3));
    strings(json, "c", price(last.price()), Digits.fixed(last.quantity(), LOT_DECIMALS));
    strings(json, "v", volume, volume);
    strings(json, "p", average, average);
    json.array("t").number(null, count).number(null, count).end();
    strings(json, "l", price(day.low()), price(day.low()));
    strings(json, "h", price(day.high()), price(day.high()));
    json.text("o", price(day.open())).end();
  }

  private static void strings(JsonText json, String name, String... values) {
    json.each(name, List.of(values), (out, value) -> out.text(null, value));
  }

  private static String price(Decimal price) {
    return Digits.fixed(price, Math.max(PRICE_DECIMALS, price.scale()));
  }

  private JsonText trades(WireRequest request) {
    SimulatedMarket market = market(request.text("pair", ""));
    int limit = request.limit("count", MAX_TRADES, MAX_TRADES);
    long newest = market.lastTrade(request.timeNanos());
    long since = request.number("since", -1);
    long sinceNanos = since < SECONDS_BELOW ? since * NANOS : since;
    long first = since < 0 ? newest - limit + 1 : market.lastTrade(sinceNanos) + 1;
    List<Trade> trades = market.trades(first, Math.min(newest, first + limit - 1));
    long last = trades.isEmpty() ? Math.max(0, sinceNanos) : trades.getLast().eventTimeNanos();
    return JsonText.object()
        .each(pairs.of(market), trades, KrakenWire::trade)
        .text("last", Long.toString(last));
  }

  private static void trade(JsonText json, Trade trade) {
    json.array(null)
        .text(null, price(trade.price()))
        .text(null, Digits.fixed(trade.quantity(), LOT_DECIMALS))
        .raw(null, BigDecimal.valueOf(trade.eventTimeNanos() / 100, 7).toPlainString())
        .text(null, trade.side() == Side.BUY ? "b" : "s")
        .text(null, "m")
        .text(null, "")
        .number(null, trade.id().low())
        .end();
  }

  private JsonText candles(WireRequest request) {
    SimulatedMarket market = market(request.text("pair", ""));
    long interval = Duration.ofMinutes(request.limit("interval", 1, 21_600)).toNanos();
    long from = request.nanos("since", NANOS, 0);
    long now = request.timeNanos();
    List<SimulatedCandle> candles =
        SimulatedCandle.of(market, interval, from, now + 1, MAX_CANDLES, now);
    int scale = market.terms().priceScale();
    return JsonText.object()
        .each(
            pairs.of(market),
            candles,
            (json, candle) ->
                json.array(null)
                    .number(null, Moments.seconds(candle.openTimeNanos()))
                    .text(null, Digits.fixed(candle.open(), scale))
                    .text(null, Digits.fixed(candle.high(), scale))
                    .text(null, Digits.fixed(candle.low(), scale))
                    .text(null, Digits.fixed(candle.close(), scale))
                    .text(null, Digits.fixed(candle.average(), scale))
                    .text(null, Digits.fixed(candle.volume(), LOT_DECIMALS))
                    .number(null, candle.count())
                    .end())
        .number("last", candles.isEmpty() ? 0 : Moments.seconds(candles.getLast().openTimeNanos()));
  }
}
