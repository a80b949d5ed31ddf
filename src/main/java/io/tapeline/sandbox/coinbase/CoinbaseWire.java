package io.tapeline.sandbox.coinbase;

import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.BestLevels;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.SimulatedCandle;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.price.SimulatedAsset;
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

/** Coinbase: numbers are trimmed strings, the newest trade and candle come first. */
@Singleton
public class CoinbaseWire implements VenueWire {

  private static final Venue VENUE = new Venue("coinbase");
  private static final String PRODUCTS = "/api/v3/brokerage/market/products";
  private static final int MAX_TRADES = 1000;
  private static final int MAX_CANDLES = 350;
  private static final String TOO_MANY_CANDLES =
      "{\"error\":\"INVALID_ARGUMENT\",\"error_details\":\"start and end argument is invalid - number"
          + " of candles requested should be less than 350 \",\"message\":\"start and end argument is"
          + " invalid - number of candles requested should be less than 350 \"}";
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Symbols symbols;

  public CoinbaseWire(SandboxMarkets markets) {
    symbols = new Symbols(markets.of(VENUE), Symbols.joined("-"));
  }

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public Set<String> hosts() {
    return Set.of("advanced-trade-ws.coinbase.com", "api.coinbase.com");
  }

  @Override
  public VenueSession open(WireRequest request) {
    return new CoinbaseSession(symbols);
  }

  @Override
  public WireAnswer unlisted(String symbol) {
    return new WireAnswer(
        404,
        "{\"error\":\"NOT_FOUND\",\"error_details\":\"valid product_id is required\","
            + "\"message\":\"valid product_id is required\"}");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    return switch (request.path()) {
      case PRODUCTS -> WireAnswer.ok(CoinbaseListing.write(symbols, request));
      case "/api/v3/brokerage/time" -> WireAnswer.ok(time(request));
      case "/v2/currencies" ->
          WireAnswer.ok(
              """
              {"data":[{"id":"USD","name":"US Dollar","min_size":"0.01"},\
              {"id":"EUR","name":"Euro","min_size":"0.01"}]}""");
      case "/v2/currencies/crypto" -> WireAnswer.ok(currencies());
      case "/v2/exchange-rates" -> WireAnswer.ok("{\"data\":{\"currency\":\"USD\",\"rates\":{}}}");
      default -> product(request);
    };
  }

  private WireAnswer product(WireRequest request) {
    String[] parts = request.after(PRODUCTS + "/").split("/");
    if (parts[0].isEmpty() || parts.length > 2) {
      return WireAnswer.notFound();
    }
    SimulatedMarket market = symbols.get(parts[0]);
    return switch (parts.length == 1 ? "" : parts[1]) {
      case "" -> WireAnswer.ok(CoinbaseListing.product(symbols, market, request.timeNanos()));
      case "ticker" -> WireAnswer.ok(ticker(market, request));
      case "candles" -> candles(market, request);
      default -> WireAnswer.notFound();
    };
  }

  private static String time(WireRequest request) {
    return JsonText.object()
        .text("iso", Moments.rfc3339(request.timeNanos()))
        .text("epochSeconds", Long.toString(Moments.seconds(request.timeNanos())))
        .text("epochMillis", Long.toString(request.timeMillis()))
        .toString();
  }

  private static String currencies() {
    List<SimulatedAsset> coins =
        SimulatedAsset.ALL.stream().filter(each -> each.marketShare() > 0).toList();
    return JsonText.object()
        .each(
            "data",
            coins,
            (json, coin) ->
                json.object(null)
                    .text("asset_id", coin.asset().id())
                    .text("code", coin.asset().id().toUpperCase(Locale.ROOT))
                    .text("name", coin.name())
                    .text("exponent", "8")
                    .text("type", "crypto")
                    .end())
        .toString();
  }

  private String ticker(SimulatedMarket market, WireRequest request) {
    int limit = request.limit("limit", 100, MAX_TRADES);
    long end = request.nanos("end", NANOS_PER_SECOND, request.timeNanos());
    long newest = market.lastTrade(Math.min(end, request.timeNanos()));
    long start = request.nanos("start", NANOS_PER_SECOND, -1);
    long oldest = Math.max(newest - limit + 1, start < 0 ? 1 : market.lastTrade(start - 1) + 1);
    BestLevels best = market.bestAt(request.timeNanos());
    return JsonText.object()
        .each("trades", market.trades(oldest, newest).reversed(), this::trade)
        .text("best_bid", best.bid().price().toString())
        .text("best_ask", best.ask().price().toString())
        .toString();
  }

  private void trade(JsonText json, Trade trade) {
    json.object(null)
        .text("trade_id", trade.id().toString())
        .text("product_id", Symbols.joined("-").apply(trade.market().instrument()))
        .text("price", trade.price().toString())
        .text("size", trade.quantity().toString())
        .text("time", Moments.rfc3339(trade.eventTimeNanos()))
        .text("side", trade.side().opposite().name())
        .text("bid", "")
        .text("ask", "")
        .text("exchange", "coinbase")
        .end();
  }

  private static WireAnswer candles(SimulatedMarket market, WireRequest request) {
    long interval = granularity(request.text("granularity", "")).toNanos();
    long from = request.nanos("start", NANOS_PER_SECOND, 0);
    long to = request.nanos("end", NANOS_PER_SECOND, request.timeNanos()) + 1;
    int limit = request.limit("limit", MAX_CANDLES, MAX_CANDLES);
    if (from > 0 && (to - from) / interval >= MAX_CANDLES) {
      return new WireAnswer(400, TOO_MANY_CANDLES);
    }
    List<SimulatedCandle> candles =
        SimulatedCandle.of(market, interval, from, to, limit, request.timeNanos());
    String body =
        JsonText.object()
            .each(
                "candles",
                candles.reversed(),
                (json, candle) ->
                    json.object(null)
                        .text("start", Long.toString(Moments.seconds(candle.openTimeNanos())))
                        .text("low", candle.low().toString())
                        .text("high", candle.high().toString())
                        .text("open", candle.open().toString())
                        .text("close", candle.close().toString())
                        .text("volume", candle.volume().toPlainString())
                        .end())
            .toString();
    return WireAnswer.ok(body);
  }

  private static Duration granularity(String name) {
    return switch (name) {
      case "FIVE_MINUTE" -> Duration.ofMinutes(5);
      case "FIFTEEN_MINUTE" -> Duration.ofMinutes(15);
      case "THIRTY_MINUTE" -> Duration.ofMinutes(30);
      case "ONE_HOUR" -> Duration.ofHours(1);
      case "TWO_HOUR" -> Duration.ofHours(2);
      case "SIX_HOUR" -> Duration.ofHours(6);
      case "ONE_DAY" -> Duration.ofDays(1);
      default -> Duration.ofMinutes(1);
    };
  }
}
