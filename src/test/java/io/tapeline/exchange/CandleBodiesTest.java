package io.tapeline.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.sandbox.Protocols;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers in each venue's format: minutes 0, 1 (nothing traded), 2 and 3, of which 3 is still open.
 */
class CandleBodiesTest {

  private static final long MINUTE = Interval.M1.nanos();

  /** 2026-01-02T03:00:00Z. */
  private static final long START = 1_767_322_800L * 1_000_000_000;

  private static final CandleSpan WANTED = new CandleSpan(Interval.M1, START, START + 3 * MINUTE);
  private static final long NOW = START + 3 * MINUTE + 20_000_000_000L;

  /**
   * @param quote quote units of minute 0; null where the venue does not say
   * @param trades of minute 0; null where the venue does not say
   */
  record Sample(
      String venue,
      String instrument,
      String asked,
      String body,
      @Nullable String quote,
      @Nullable Long trades) {

    VenueProtocol protocol() {
      return Protocols.all().stream()
          .filter(p -> p.venue().id().equals(venue))
          .findFirst()
          .orElseThrow();
    }

    ListedMarket market() {
      Instrument of = Market.parse(venue + ":" + instrument).instrument();
      return protocol().builtInMarkets(Set.of(of)).getFirst();
    }

    CandleRequest request() {
      return protocol().candlesRequest(market(), WANTED, NOW).orElseThrow();
    }

    CandlePage read(String text) {
      return protocol().readCandles(market(), request(), text.getBytes(UTF_8));
    }

    @Override
    public String toString() {
      return venue + ":" + instrument;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(
            "binance",
            "btc-usdt",
            "https://api.binance.com/api/v3/klines?symbol=BTCUSDT&interval=1m"
                + "&startTime=1767322800000&endTime=1767322979999&limit=1000",
            """
            [[1767322800000,"100.50000000","103.00000000","99.00000000","101.00000000","2.50000000",
              1767322859999,"252.12500000",7,"1.00000000","100.00000000","0","new"],
             [1767322860000,"101.00000000","101.00000000","101.00000000","101.00000000","0.00000000",
              1767322919999,"0.00000000",0,"0.00000000","0.00000000","0"],
             [1767322920000,"101.00000000","101.00000000","101.00000000","101.00000000","1.00000000",
              1767322979999,"101.00000000",1,"1.00000000","101.00000000","0"]]
            """,
            "252.125",
            7L),
        new Sample(
            "coinbase",
            "btc-usd",
            "https://api.coinbase.com/api/v3/brokerage/market/products/BTC-USD/candles"
                + "?start=1767322800&end=1767322980&granularity=ONE_MINUTE&limit=300",
            """
            {"candles":[
              {"start":"1767322980","low":"1","high":"9","open":"5","close":"6","volume":"3"},
              {"start":"1767322920","low":"101","high":"101","open":"101","close":"101","volume":"1"},
              {"start":"1767322800","low":"99","high":"103","open":"100.5","close":"101",
               "volume":"2.5","new":{"a":[1]}}],"more":null}
            """,
            null,
            null),
        new Sample(
            "kraken",
            "btc-usd",
            "https://api.kraken.com/0/public/OHLC?pair=XBTUSD&interval=1",
            """
            {"error":[],"new":1,"result":{"last":1767322920,"XXBTZUSD":[
              [1767322740,"98.0","98.0","98.0","98.0","98.0","1.00000000",1],
              [1767322800,"100.5","103.0","99.0","101.0","100.85","2.50000000",7],
              [1767322860,"101.0","101.0","101.0","101.0","0.0","0.00000000",0],
              [1767322920,"101.0","101.0","101.0","101.0","101.0","1.00000000",1],
              [1767322980,"5.0","9.0","1.0","6.0","5.0","3.00000000",2]]}}
            """,
            null,
            7L),
        new Sample(
            "bybit",
            "btc-usdt",
            "https://api.bybit.com/v5/market/kline?category=spot&symbol=BTCUSDT&interval=1"
                + "&start=1767322800000&end=1767322979999&limit=1000",
            bybit("spot"),
            "252.125",
            null),
        new Sample(
            "bybit",
            "btc-usdt-perp",
            "https://api.bybit.com/v5/market/kline?category=linear&symbol=BTCUSDT&interval=1"
                + "&start=1767322800000&end=1767322979999&limit=1000",
            bybit("linear"),
            "252.125",
            null),
        new Sample(
            "gemini",
            "btc-usd",
            "https://api.gemini.com/v2/candles/btcusd/1m",
            gemini(),
            null,
            null),
        new Sample(
            "gemini",
            "btc-gusd-perp",
            "https://api.gemini.com/v2/derivatives/candles/btcgusdperp/1m",
            gemini(),
            null,
            null),
        new Sample(
            "okx",
            "btc-usdt",
            "https://www.okx.com/api/v5/market/candles?instId=BTC-USDT&bar=1m"
                + "&before=1767322799999&after=1767322980000&limit=3",
            """
            {"code":"0","msg":"","data":[
              ["1767322920000","101","101","101","101","1","101","101","1","new"],
              ["1767322860000","101","101","101","101","0","0","0","1"],
              ["1767322800000","100.5","103","99","101","2.5","252.125","252.125","1"]]}
            """,
            "252.125",
            null),
        new Sample(
            "bitstamp",
            "btc-usd",
            "https://www.bitstamp.net/api/v2/ohlc/btcusd/"
                + "?step=60&limit=4&start=1767322800&end=1767322980",
            """
            {"data":{"pair":"BTC/USD","new":true,"ohlc":[
              {"timestamp":"1767322800","open":"100.5","high":"103","low":"99","close":"101",
               "volume":"2.50000000","new":1},
              {"timestamp":"1767322860","open":"0","high":"0","low":"0","close":"0",
               "volume":"0.00000000"},
              {"timestamp":"1767322920","open":"101","high":"101","low":"101","close":"101",
               "volume":"1.00000000"},
              {"timestamp":"1767322980","open":"5","high":"9","low":"1","close":"6",
               "volume":"3.00000000"}]}}
            """,
            null,
            null));
  }

  private static String bybit(String category) {
    return """
        {"retCode":0,"retMsg":"OK","result":{"symbol":"BTCUSDT","category":"%s","list":[
          ["1767322920000","101","101","101","101","1","101","new"],
          ["1767322860000","101","101","101","101","0","0"],
          ["1767322800000","100.5","103","99","101","2.5","252.125"]]},
         "retExtInfo":{},"time":1767323000000}
        """
        .formatted(category);
  }

  private static String gemini() {
    return """
        [[1767322980000,5,9,1,6,3],
         [1767322920000,101,101,101,101,1],
         [1767322860000,101,101,101,101,0],
         [1767322800000,100.5,103,99,101,2.5,"new"],
         [1767322740000,98,98,98,98,1e0]]
        """;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void asksInTheVenuesWords(Sample sample) {
    assertThat(sample.request().get()).isEqualTo(HttpGet.of(sample.asked));
    assertThat(sample.request().page()).isEqualTo(WANTED);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatIsOverAndWasTraded(Sample sample) {
    CandlePage page = sample.read(sample.body);
    assertThat(page.toldFromNanos()).isEqualTo(START);
    assertThat(page.toldToNanos()).isEqualTo(START + 3 * MINUTE);
    assertThat(page.resumeNanos()).isEqualTo(START);
    assertThat(page.candles()).hasSize(2);
    assertThat(page.candles().getFirst())
        .isEqualTo(
            new VenueCandle(
                START,
                Decimal.parse("100.5"),
                Decimal.parse("103"),
                Decimal.parse("99"),
                Decimal.parse("101"),
                new BigDecimal("2.5"),
                sample.quote == null ? null : new BigDecimal(sample.quote),
                sample.trades));
    assertThat(page.candles().getLast().openTimeNanos()).isEqualTo(START + 2 * MINUTE);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void wrongValuesRefuseTheAnswer(Sample sample) {
    List<String> wrongPrices =
        List.of("null", "{}", "\"\"", "\"x\"", "-1", "0", "98", "1e999999999", "9".repeat(400));
    for (String price : List.of("\"103.00000000\"", "\"103.0\"", "\"103\"", "103")) {
      String given = sample.body.contains(price) ? price : "";
      for (String wrong : given.isEmpty() ? List.<String>of() : wrongPrices) {
        assertThatThrownBy(() -> sample.read(sample.body.replace(given, wrong)))
            .as(wrong)
            .isInstanceOf(MalformedFrameException.class);
      }
    }
    for (String time : List.of("null", "17673228000x", "1767322801", "\"\"", "1e999999999")) {
      assertThatThrownBy(
              () ->
                  sample.read(sample.body.replaceAll("\"?1767322800(000)?\"?", "\"" + time + "\"")))
          .as(time)
          .isInstanceOf(MalformedFrameException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsNoAnswerIsRefused(Sample sample) {
    for (String body :
        List.of("", "{", "{}", "null", "\"x\"", "{\"error\":[\"EGeneral:x\"]}", "5")) {
      assertThatThrownBy(() -> sample.read(body))
          .as(body)
          .isInstanceOf(MalformedFrameException.class);
    }
    for (int cut = 1; cut < sample.body.strip().length() - 1; cut += 5) {
      String body = sample.body.strip().substring(0, cut);
      assertThatThrownBy(() -> sample.read(body)).isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void aSwapsVolumeIsInItsBaseAssetNotInContracts() {
    Sample spot = samples().filter(s -> s.venue.equals("okx")).findFirst().orElseThrow();
    ListedMarket swap =
        new ListedMarket(
            Market.parse("okx:btc-usdt-perp"),
            "BTC-USDT-SWAP",
            null,
            null,
            ListedMarket.Status.TRADING);
    String body =
        """
        {"code":"0","msg":"","data":[
          ["1767322800000","100.5","103","99","101","250","2.5","252.125","1"]]}
        """;
    CandlePage page = spot.protocol().readCandles(swap, spot.request(), body.getBytes(UTF_8));
    assertThat(page.candles().getFirst().volume()).isEqualByComparingTo("2.5");
    assertThat(page.candles().getFirst().quoteVolume()).isEqualByComparingTo("252.125");
  }

  @Test
  void whatOkxSaysIsStillOpenIsNotTold() {
    Sample okx = samples().filter(s -> s.venue.equals("okx")).findFirst().orElseThrow();
    CandlePage page = okx.read(okx.body.replace("\"101\",\"1\",\"new\"", "\"101\",\"0\""));
    assertThat(page.candles()).hasSize(1);
    assertThat(page.toldToNanos()).isEqualTo(START + 2 * MINUTE);
  }

  @Test
  void whatOkxNoLongerHasAmongTheNewestIsAskedOfItsHistory() {
    Sample okx = samples().filter(s -> s.venue.equals("okx")).findFirst().orElseThrow();
    CandleSpan all = new CandleSpan(Interval.M1, START - 3_000 * MINUTE, START);
    CandleRequest near = okx.protocol().candlesRequest(okx.market(), all, NOW).orElseThrow();
    assertThat(near.page().count()).isEqualTo(300);
    CandleSpan old = new CandleSpan(Interval.M1, all.fromNanos(), START - 1_500 * MINUTE);
    CandleRequest far = okx.protocol().candlesRequest(okx.market(), old, NOW).orElseThrow();
    assertThat(far.page().count()).isEqualTo(100);
    assertThat(far.get().address().getPath()).endsWith("/history-candles");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kraken", "gemini"})
  void beforeTheOldestRowOfAWindowNothingIsTold(String venue) {
    Sample sample = samples().filter(s -> s.venue.equals(venue)).findFirst().orElseThrow();
    CandleSpan wide = new CandleSpan(Interval.M1, START - 60 * MINUTE, START + 3 * MINUTE);
    CandleRequest request =
        sample.protocol().candlesRequest(sample.market(), wide, NOW).orElseThrow();
    CandlePage page =
        sample.protocol().readCandles(sample.market(), request, sample.body.getBytes(UTF_8));
    assertThat(page.toldFromNanos()).isEqualTo(START - MINUTE);
    assertThat(page.candles()).hasSize(3);
    assertThat(page.resumeNanos()).isEqualTo(wide.fromNanos());
  }

  @Test
  void whereCoinbaseHasNoRowsNothingTraded() {
    Sample coinbase = samples().filter(s -> s.venue.equals("coinbase")).findFirst().orElseThrow();
    assertThat(coinbase.read("{\"candles\":[]}"))
        .isEqualTo(new CandlePage(List.of(), START, START + 3 * MINUTE, START));
  }

  @ParameterizedTest
  @ValueSource(strings = {"binance", "kraken", "bybit", "gemini", "okx", "bitstamp"})
  void whereAnotherVenueHasNoRowsItCannotTell(String venue) {
    Sample sample = samples().filter(s -> s.venue.equals(venue)).findFirst().orElseThrow();
    String empty = sample.body.replaceAll("(?s)\\[\\s*[\\[{].*[\\]}]\\s*\\]", "[]");
    CandlePage page = sample.read(empty);
    assertThat(page.toldFromNanos()).isEqualTo(page.toldToNanos());
    assertThat(page.resumeNanos()).isEqualTo(START);
  }
}
