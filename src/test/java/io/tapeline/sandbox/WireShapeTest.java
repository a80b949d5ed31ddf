package io.tapeline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.exchange.recording.Recording;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sandbox's messages against real ones, place by place: the same fields, and in each only types
 * and number formats that the real venue uses there.
 */
class WireShapeTest {

  private static final URI BINANCE =
      URI.create(
          "wss://stream.binance.com:9443/stream?streams=btcusdt@trade/btcusdt@aggTrade"
              + "/btcusdt@bookTicker/btcusdt@depth@100ms");
  private static final URI COINBASE = URI.create("wss://advanced-trade-ws.coinbase.com");
  private static final URI BYBIT = URI.create("wss://stream.bybit.com/v5/public/spot");
  private static final URI GEMINI = URI.create("wss://api.gemini.com/v2/marketdata/");
  private static final URI KRAKEN = URI.create("wss://ws.kraken.com/v2");
  private static final URI OKX = URI.create("wss://ws.okx.com:8443/ws/v5/public");
  private static final URI BITSTAMP = URI.create("wss://ws.bitstamp.net");
  private static final String CRYPTOFEED = "sessions/cryptofeed-v3/";
  private static final String NAUTILUS = "sessions/nautilus-messages/";

  private static List<String> sandbox(String venue, URI address, String... said) {
    return Sessions.frames(Sessions.wire(venue), address, List.of(said), 8);
  }

  /** Frames of a recording, of the connections to this address; null takes all. */
  private static List<String> recorded(String file, String host) throws IOException {
    Map<String, URI> addresses = new HashMap<>();
    List<String> frames = new ArrayList<>();
    Recording.of(TestData.path(file))
        .orElseThrow()
        .forEach(
            line -> {
              switch (line) {
                case RecordedLine.Opened(String name, _, URI address) ->
                    addresses.put(name, address);
                case RecordedLine.Received(String name, _, byte[] frame) -> {
                  if (addresses.getOrDefault(name, URI.create("")).toString().contains(host)) {
                    frames.add(new String(frame, StandardCharsets.UTF_8));
                  }
                }
                case RecordedLine.Sent _, RecordedLine.Answered _ -> {}
              }
            });
    return frames;
  }

  private static String answered(String file, String part) throws IOException {
    List<String> bodies = new ArrayList<>();
    Recording.of(TestData.path(file))
        .orElseThrow()
        .forEach(
            line -> {
              if (line instanceof RecordedLine.Answered(_, URI address, byte[] body)
                  && address.toString().contains(part)) {
                bodies.add(new String(body, StandardCharsets.UTF_8));
              }
            });
    return bodies.getFirst();
  }

  private static String file(String name) throws IOException {
    return Files.readString(TestData.path(name));
  }

  private static String rest(String venue, String address) {
    return Sessions.wire(venue)
        .answer(Sessions.request(URI.create(address), Sessions.START))
        .body();
  }

  private static List<String> holding(List<String> frames, String part) {
    Predicate<String> holds = frame -> frame.replace(" ", "").contains(part);
    List<String> found = frames.stream().filter(holds).limit(2000).toList();
    assertThat(found).as("frames with %s", part).isNotEmpty();
    return found;
  }

  /** The same places, and in each only kinds that the real venue has there. */
  private static void assertSameShape(List<String> ours, List<String> real, String... without) {
    assertFits(JsonShape.of(ours).anyScale(), JsonShape.of(real).anyScale(), without);
  }

  private static void assertFits(JsonShape ours, JsonShape real, String... without) {
    for (String place : without) {
      real.places().keySet().removeIf(path -> path.startsWith(place));
      ours.places().keySet().removeIf(path -> path.startsWith(place));
    }
    assertThat(ours.places().keySet()).containsExactlyElementsOf(real.places().keySet());
    ours.places()
        .forEach(
            (place, kinds) -> assertThat(real.places().get(place)).as(place).containsAll(kinds));
  }

  @ParameterizedTest
  @CsvSource({"\"depthUpdate\"", "btcusdt@bookTicker", "btcusdt@trade"})
  void binanceStreamsLookAsRecorded(String kind) throws IOException {
    assertSameShape(
        holding(sandbox("binance", BINANCE), kind),
        holding(recorded("sessions/binance-spot-20240808/btcusdt_20240808.gz", "binance"), kind));
  }

  @Test
  void binanceAggregatesAndListingLookAsRecorded() throws IOException {
    String file = CRYPTOFEED + "BINANCE.jsonl.zst";
    assertSameShape(
        holding(sandbox("binance", BINANCE), "@aggTrade"),
        holding(recorded(file, "binance"), "@aggTrade"));
    assertSameShape(
        List.of(rest("binance", "https://api.binance.com/api/v3/depth?symbol=BTCUSDT")),
        List.of(answered(file, "/depth")));
    JsonShape listing =
        JsonShape.of(List.of(rest("binance", "https://api.binance.com/api/v3/exchangeInfo")));
    JsonShape real = JsonShape.of(List.of(answered(file, "/exchangeInfo")));
    assertThat(real.places().keySet()).containsAll(listing.places().keySet());
    assertThat(listing.places().keySet())
        .contains(
            "symbols[].symbol", "symbols[].filters[].tickSize", "symbols[].filters[].stepSize");
  }

  @ParameterizedTest
  @CsvSource({
    "spot/http_json/trades_response.json, trades?symbol=BTCUSDT",
    "spot/http_json/klines_response.json, klines?symbol=BTCUSDT&interval=1m&limit=5",
    "spot/http_json/server_time_response.json, time",
    "spot/http_json/book_ticker_response.json, ticker/bookTicker?symbol=BTCUSDT",
    "spot/http_json/ticker_24hr_response.json, ticker/24hr?symbol=BTCUSDT"
  })
  void binanceRestLooksAsItDoesElsewhere(String example, String path) throws IOException {
    JsonShape real = JsonShape.of(List.of(file(NAUTILUS + "binance/test_data/" + example)));
    JsonShape ours =
        JsonShape.of(List.of(rest("binance", "https://api.binance.com/api/v3/" + path)));
    assertThat(ours.places().keySet()).containsExactlyElementsOf(real.places().keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"channel\":\"market_trades\"'",
    "'\"channel\":\"ticker\"'",
    "'\"channel\":\"l2_data\"'",
    "'\"channel\":\"heartbeats\"'"
  })
  void coinbaseChannelsLookAsRecorded(String kind) throws IOException {
    String subscribe = "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"%s\"}";
    assertSameShape(
        holding(
            sandbox(
                "coinbase",
                COINBASE,
                subscribe.formatted("market_trades"),
                subscribe.formatted("ticker"),
                subscribe.formatted("level2"),
                subscribe.formatted("heartbeats")),
            kind),
        holding(recorded(CRYPTOFEED + "COINBASE.jsonl.zst", "coinbase"), kind));
  }

  @Test
  void coinbaseProductsAndRestLookAsRecorded() throws IOException {
    assertSameShape(
        List.of(rest("coinbase", "https://api.coinbase.com/api/v3/brokerage/market/products")),
        List.of(answered(CRYPTOFEED + "COINBASE.jsonl.zst", "/products")),
        "products[].alias_to[");
    String product = "https://api.coinbase.com/api/v3/brokerage/market/products/BTC-USD";
    assertSameShape(
        List.of(rest("coinbase", product + "/ticker?limit=5")),
        List.of(file(NAUTILUS + "coinbase/test_data/http_ticker.json")));
    assertSameShape(
        List.of(rest("coinbase", product + "/candles?granularity=ONE_MINUTE&limit=3")),
        List.of(file(NAUTILUS + "coinbase/test_data/http_candles.json")));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"topic\":\"publicTrade.'",
    "'\"topic\":\"tickers.'",
    "'\"topic\":\"orderbook.200'",
    "'\"op\":\"subscribe\"'"
  })
  void bybitTopicsLookAsRecordedOnSpot(String kind) throws IOException {
    assertSameShape(
        holding(
            sandbox(
                "bybit",
                BYBIT,
                "{\"op\":\"subscribe\",\"args\":[\"publicTrade.BTCUSDT\",\"tickers.BTCUSDT\","
                    + "\"orderbook.200.BTCUSDT\"]}"),
            kind),
        holding(recorded(CRYPTOFEED + "BYBIT.jsonl.zst", "public/spot"), kind));
  }

  @Test
  void bybitListingLooksAsRecorded() throws IOException {
    String address = "https://api.bybit.com/v5/market/instruments-info?&category=spot&limit=1000";
    assertSameShape(
        List.of(rest("bybit", address)),
        List.of(answered(CRYPTOFEED + "BYBIT.jsonl.zst", "category=spot")),
        "result.nextPageCursor");
  }

  @ParameterizedTest
  @CsvSource({"'\"changes\"'", "'\"type\":\"trade\"'", "'\"type\":\"heartbeat\"'"})
  void geminiMessagesLookAsRecorded(String kind) throws IOException {
    String subscribe =
        "{\"type\":\"subscribe\",\"subscriptions\":[{\"name\":\"l2\",\"symbols\":[\"BTCUSD\"]}]}";
    assertSameShape(
        holding(sandbox("gemini", GEMINI, subscribe), kind),
        holding(recorded(CRYPTOFEED + "GEMINI.jsonl.zst", "gemini"), kind));
  }

  @Test
  void geminiDetailsLookAsRecorded() throws IOException {
    assertSameShape(
        List.of(rest("gemini", "https://api.gemini.com/v1/symbols/details/btcusd")),
        List.of(answered(CRYPTOFEED + "GEMINI.jsonl.zst", "/symbols/details/")));
    assertThat(rest("gemini", "https://api.gemini.com/v1/symbols")).startsWith("[\"");
  }

  @ParameterizedTest
  @CsvSource({
    "ws_trade_update.json, '\"channel\":\"trade\",\"type\"'",
    "ws_ticker_snapshot.json, '\"channel\":\"ticker\",\"type\"'",
    "ws_pong.json, pong"
  })
  void krakenMessagesLookAsTheyDoElsewhere(String example, String kind) throws IOException {
    assertSameShape(
        holding(
            sandbox(
                "kraken",
                KRAKEN,
                "{\"method\":\"ping\",\"req_id\":42}",
                "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\"]}}",
                "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"symbol\":[\"BTC/USD\"]}}"),
            kind),
        List.of(file(NAUTILUS + "kraken/test_data/" + example)));
  }

  @ParameterizedTest
  @CsvSource({
    "http_asset_pairs.json, AssetPairs?pair=XBTUSDT",
    "http_trades.json, Trades?pair=XBTUSDT&count=5",
    "http_ticker.json, Ticker?pair=XBTUSDT",
    "http_ohlc.json, OHLC?pair=XBTUSDT",
    "http_server_time.json, Time",
    "http_system_status.json, SystemStatus"
  })
  void krakenRestLooksAsItDoesElsewhere(String example, String path) throws IOException {
    JsonShape ours =
        JsonShape.of(List.of(rest("kraken", "https://api.kraken.com/0/public/" + path)));
    JsonShape real = JsonShape.of(List.of(file(NAUTILUS + "kraken/test_data/" + example)));
    real.places().keySet().removeIf(place -> place.contains("leverage_"));
    assertThat(ours.places().keySet()).containsAll(real.places().keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "ws_trades.json, '\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},\"data\"'",
    "ws_tickers.json, '\"channel\":\"tickers\",\"instId\":\"BTC-USDT\"},\"data\"'",
    "ws_bbo_tbt.json, '\"channel\":\"bbo-tbt\",\"instId\":\"BTC-USDT\"},\"data\"'"
  })
  void okxMessagesLookAsTheyDoElsewhere(String example, String kind) throws IOException {
    String argument = "{\"channel\":\"%s\",\"instId\":\"BTC-USDT\"}";
    String arguments =
        String.join(
            ",",
            argument.formatted("trades"),
            argument.formatted("tickers"),
            argument.formatted("bbo-tbt"));
    assertSameShape(
        holding(sandbox("okx", OKX, "{\"op\":\"subscribe\",\"args\":[" + arguments + "]}"), kind),
        List.of(file(NAUTILUS + "okx/test_data/" + example)));
  }

  @ParameterizedTest
  @CsvSource({
    "http_get_trades.json, market/trades?instId=BTC-USDT&limit=5",
    "http_get_instruments_spot.json, public/instruments?instType=SPOT",
    "http_get_candlesticks.json, market/candles?instId=BTC-USDT&limit=5"
  })
  void okxRestLooksAsItDoesElsewhere(String example, String path) throws IOException {
    assertSameShape(
        List.of(rest("okx", "https://www.okx.com/api/v5/" + path)),
        List.of(file(NAUTILUS + "okx/test_data/" + example)));
  }

  @Test
  void bitstampMessagesHoldWhatOthersRead() throws IOException {
    List<String> frames =
        sandbox(
            "bitstamp",
            BITSTAMP,
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"order_book_btcusd\"}}");
    String folder = "sessions/xchange-fixtures/xchange-stream-bitstamp/src/test/resources/";
    assertSameShape(
        holding(frames, "\"event\":\"data\""), List.of(file(folder + "order-book-v2.json")));
    JsonShape trade = JsonShape.of(holding(frames, "\"event\":\"trade\""));
    assertThat(trade.places())
        .containsKeys(
            "data.id", "data.amount", "data.price", "data.microtimestamp", "event", "channel");
  }
}
