package io.tapeline.exchange.okx;

import static io.tapeline.exchange.okx.OkxFixture.EVENT_NANOS;
import static io.tapeline.exchange.okx.OkxFixture.RECEIVED;
import static io.tapeline.exchange.okx.OkxFixture.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkxCodecTest {

  private static final Market SPOT = Market.parse("okx:btc-usdt");
  private static final Market SWAP = Market.parse("okx:btc-usdt-perp");
  private static final String TRADE =
      "{\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},\"data\":[{\"instId\":\"BTC-USDT\","
          + "\"tradeId\":\"500\",\"px\":\"90210.4\",\"sz\":\"0.012\",\"side\":\"sell\","
          + "\"ts\":\"1767323045678\",\"count\":\"3\"}]}";

  private final OkxFixture okx = new OkxFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRADE,
        // data first, more fields than documented, numbers unquoted, white space
        "{\"data\":[{\"seqId\":99,\"source\":\"0\",\"ts\":1767323045678,\"x\":{\"y\":[1,null]},"
            + "\"side\":\"sell\",\"count\":3,\"sz\":0.0120,\"px\":\"90210.40\",\"tradeId\":500}],"
            + "\"new\":true,\"arg\":{\"instId\":\"BTC-USDT\",\"extra\":[],\"channel\":\"trades\"}}",
        " { \"arg\" : {\"instId\":\"BTC-USDT\",\"channel\":\"trades-all\"} , \"data\" : [ {"
            + "\"count\":\"3\",\"tradeId\":\"500\",\"side\":\"sell\",\"ts\":\"1767323045678\","
            + "\"px\":\"90210.4\",\"sz\":\"1.2e-2\"} ] } "
      })
  void readsATradeWhateverTheOrderOfItsFields(String frame) {
    assertThat(okx.decode(frame)).isInstanceOf(Decoded.Used.class);
    assertThat(okx.events().trades())
        .containsExactly(
            new Trade(
                SPOT,
                TradeId.of(500),
                decimal("90210.4"),
                decimal("0.012"),
                Side.SELL,
                EVENT_NANOS,
                RECEIVED,
                3));
  }

  @Test
  void countsASwapsContractsInBaseUnits() {
    okx.decode(TRADE.replace("BTC-USDT", "BTC-USDT-SWAP").replace("0.012", "12.5"));
    assertThat(okx.events().trades()).hasSize(1);
    Trade trade = okx.events().trades().getFirst();
    assertThat(trade.market()).isEqualTo(SWAP);
    assertThat(trade.quantity()).isEqualTo(decimal("0.125"));
  }

  @Test
  void takesATradeWithoutCountAsOneMatch() {
    okx.decode(TRADE.replace(",\"count\":\"3\"", ""));
    assertThat(okx.events().trades().getFirst().matches()).isEqualTo(1);
    okx.decode(TRADE.replace("\"count\":\"3\"", "\"count\":\"\""));
    assertThat(okx.events().trades().getFirst().matches()).isEqualTo(1);
  }

  @Test
  void putsTheOldestOfSeveralTradesFirst() {
    String second =
        "{\"tradeId\":\"499\",\"px\":\"90210\",\"sz\":\"1\",\"side\":\"buy\",\"ts\":\"1767323045600\"}";
    okx.decode(TRADE.replace("}]}", "}," + second + "]}"));
    assertThat(okx.events().trades()).extracting(t -> t.id().low()).containsExactly(499L, 500L);
  }

  @Test
  void takesTheOldTradeThatASubscriptionRepeatsAsHistory() {
    long later = EVENT_NANOS + 3_600_000_000_000L;
    okx.decode(TRADE, later);
    assertThat(okx.events().isSnapshot()).isTrue();
    okx.decode(TRADE.replace("500", "501"), later + 1);
    assertThat(okx.events().isSnapshot()).as("only the first").isFalse();
  }

  @Test
  void takesATradeSinceTheConnectionOpenedAsLive() {
    okx.decode("{\"event\":\"login\"}", EVENT_NANOS - 1_000_000);
    okx.decode(TRADE);
    assertThat(okx.events().isSnapshot()).isFalse();
  }

  @Test
  void readsATicker() {
    Decoded decoded =
        okx.decode(
            "{\"arg\":{\"channel\":\"tickers\",\"instId\":\"BTC-USDT-SWAP\"},\"data\":[{"
                + "\"instType\":\"SWAP\",\"instId\":\"BTC-USDT-SWAP\",\"last\":\"1\",\"lastSz\":\"2\","
                + "\"askPx\":\"90210.5\",\"askSz\":\"250.5\",\"bidPx\":\"90210.4\",\"bidSz\":\"7\","
                + "\"open24h\":\"\",\"vol24h\":\"12345678901234567890.123\",\"ts\":\"1767323045678\"}]}");
    assertThat(decoded).isEqualTo(new Decoded.Used("tickers"));
    assertThat(okx.events().quotes())
        .containsExactly(
            new Quote(
                SWAP,
                decimal("90210.4"),
                decimal("0.07"),
                decimal("90210.5"),
                decimal("2.505"),
                EVENT_NANOS,
                RECEIVED));
  }

  @ParameterizedTest
  @CsvSource({"'',''", "0,0", "90000,0", "90000,-1", "'',5"})
  void takesASideWithoutPriceOrSizeAsEmpty(String price, String size) {
    okx.decode(ticker(price, size));
    Quote quote = okx.events().quotes().getFirst();
    assertThat(quote.bid()).isNull();
    assertThat(quote.bidQuantity()).isNull();
    assertThat(quote.ask()).isEqualTo(decimal("90001"));
  }

  @Test
  void keepsAPriceWhoseSizeIsNotSaid() {
    okx.decode(ticker("90000", ""));
    assertThat(okx.events().quotes().getFirst().bid()).isEqualTo(decimal("90000"));
    assertThat(okx.events().quotes().getFirst().bidQuantity()).isNull();
  }

  @Test
  void roundsALongSizeToEighteenDigits() {
    okx.decode(ticker("90000", "1234567890123.12345678"));
    assertThat(okx.events().quotes().getFirst().bidQuantity())
        .isEqualTo(decimal("1234567890123.12346"));
  }

  private static String ticker(String bid, String bidSize) {
    return ("{\"arg\":{\"channel\":\"tickers\",\"instId\":\"BTC-USDT\"},\"data\":[{\"bidPx\":\"%s\","
            + "\"bidSz\":\"%s\",\"askPx\":\"90001\",\"askSz\":\"2\",\"ts\":\"1767323045678\"}]}")
        .formatted(bid, bidSize);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pong", "ping"})
  void takesABareWordAsASignOfLife(String word) {
    assertThat(okx.decode(word)).isEqualTo(new Decoded.Control(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscribe",
        "unsubscribe",
        "error",
        "notice",
        "login",
        "channel-conn-count",
        "channel-conn-count-error"
      })
  void takesEventsAsControl(String event) {
    String frame =
        "{\"msg\":\"m\",\"event\":\"%s\",\"code\":\"60012\",\"channel\":\"trades\",\"connCount\":\"1\","
                .formatted(event)
            + "\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},\"connId\":\"a4\"}";
    assertThat(okx.decode(frame)).isEqualTo(new Decoded.Control(event));
  }

  @Test
  void passesOnWhatEventsSay() {
    okx.decode("{\"event\":\"subscribe\",\"arg\":{\"channel\":\"trades\",\"instId\":\"X-Y\"}}");
    assertThat(okx.events().notices()).containsExactly(new Notice.Subscribed("trades X-Y"));
    okx.decode("{\"event\":\"error\",\"code\":\"60018\",\"msg\":\"no such channel\"}");
    assertThat(okx.events().notices())
        .containsExactly(new Notice.Refused("subscription", "no such channel"));
    okx.decode("{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"upgrade soon\"}");
    assertThat(okx.events().notices()).containsExactly(new Notice.ReconnectAsked("upgrade soon"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "funding-rate",
        "open-interest",
        "mark-price",
        "index-tickers",
        "candle1m",
        "candle1Dutc",
        "index-candle5m",
        "mark-price-candle1H",
        "sprd-candle1m",
        "liquidation-orders",
        "price-limit",
        "status",
        "instruments",
        "opt-summary",
        "option-trades",
        "estimated-price",
        "adl-warning",
        "block-tickers",
        "sprd-public-trades"
      })
  void ignoresOnPurposeWhatMakesNoPrice(String channel) {
    assertThat(okx.decode("{\"arg\":{\"channel\":\"%s\"},\"data\":[[1],{}]}".formatted(channel)))
        .isInstanceOf(Decoded.Ignored.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trades", "tickers", "books", "books5", "bbo-tbt", "books-l2-tbt"})
  void ignoresMarketsThatItDoesNotMapWhateverTheySay(String channel) {
    String frame =
        "{\"arg\":{\"channel\":\"%s\",\"instId\":\"BTC-USD-260327-90000-C\"},".formatted(channel)
            + "\"action\":\"update\",\"data\":[{\"px\":\"-1\",\"bidPx\":\"-2\",\"asks\":[[]]}]}";
    assertThat(okx.decode(frame)).isEqualTo(new Decoded.Ignored("unmapped market: " + channel));
  }

  @Test
  void tellsNewTypesFromKnownOnes() {
    assertThat(okx.decode("{\"arg\":{\"channel\":\"dreams\"},\"data\":[]}"))
        .isEqualTo(new Decoded.Unknown("channel"));
    assertThat(okx.decode("{\"event\":\"party\"}")).isEqualTo(new Decoded.Unknown("event"));
    assertThat(okx.decode("{\"id\":\"1\",\"op\":\"order\",\"code\":\"1\",\"data\":[]}"))
        .isEqualTo(new Decoded.Ignored("op"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"px\":\"90210.4\" | \"px\":\"-90210.4\"",
        "\"px\":\"90210.4\" | \"px\":\"0\"",
        "\"px\":\"90210.4\" | \"px\":[]",
        "\"px\":\"90210.4\" | \"px\":\"abc\"",
        "\"px\":\"90210.4\", | ",
        "\"sz\":\"0.012\" | \"sz\":\"0\"",
        "\"sz\":\"0.012\" | \"sz\":\"\"",
        "\"tradeId\":\"500\" | \"tradeId\":\"x\"",
        "\"tradeId\":\"500\" | \"tradeId\":-500",
        "\"ts\":\"1767323045678\" | \"ts\":\"99999999999999999\"",
        "\"side\":\"sell\" | \"side\":1",
        "\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"} | \"arg\":[]",
        "\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"}, | ",
        "\"data\" | \"dada\"",
        "}]} | }]}x"
      })
  void failsWhatIsNotWhatOkxDocuments(String part, String instead) {
    String frame = TRADE.replace(part, instead == null ? "" : instead);
    assertThat(frame).isNotEqualTo(TRADE);
    assertThat(okx.decode(frame)).isInstanceOf(Decoded.Failed.class);
    assertThat(okx.events().trades()).isEmpty();
    assertThat(okx.decode(TRADE)).as("the next frame").isInstanceOf(Decoded.Used.class);
  }

  @Test
  void failsEveryCutOfAFrame() {
    for (int length = 0; length < TRADE.length(); length++) {
      assertThat(okx.decode(TRADE.substring(0, length)))
          .as("%d characters", length)
          .isInstanceOf(Decoded.Failed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bbo_tbt",
        "books_snapshot",
        "candle",
        "funding_rate",
        "instruments",
        "tickers",
        "trades"
      })
  void decodesThePublicShapes(String name) throws IOException {
    String frame =
        Files.readString(
            TestData.path("sessions/nautilus-messages/okx/test_data/ws_%s.json".formatted(name)));
    assertThat(okx.decode(frame))
        .isNotInstanceOf(Decoded.Failed.class)
        .isNotInstanceOf(Decoded.Unknown.class);
  }

  @Test
  void readsTheQuoteOfThePublicTickerShape() throws IOException {
    okx.decode(
        Files.readString(
            TestData.path("sessions/nautilus-messages/okx/test_data/ws_tickers.json")));
    assertThat(okx.events().quotes())
        .containsExactly(
            new Quote(
                SPOT,
                decimal("8888.88"),
                decimal("5"),
                decimal("9999.99"),
                decimal("11"),
                1_597_026_383_085_000_000L,
                RECEIVED));
  }
}
