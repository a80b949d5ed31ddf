package io.tapeline.exchange.bitstamp;

import static io.tapeline.exchange.bitstamp.BitstampFixture.EVENT_NANOS;
import static io.tapeline.exchange.bitstamp.BitstampFixture.RECEIVED;
import static io.tapeline.exchange.bitstamp.BitstampFixture.decimal;
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

class BitstampCodecTest {

  private static final Market MARKET = Market.parse("bitstamp:btc-usd");
  private static final String SHAPES =
      "sessions/xchange-fixtures/xchange-stream-bitstamp/src/test/resources/";
  private static final String TRADE =
      "{\"data\":{\"id\":700,\"timestamp\":\"1767323045\",\"amount\":0.30000000000000004,"
          + "\"amount_str\":\"0.30000000\",\"price\":90210.4,\"price_str\":\"90210.40\",\"type\":1,"
          + "\"microtimestamp\":\"1767323045678901\",\"buy_order_id\":11,\"sell_order_id\":12},"
          + "\"channel\":\"live_trades_btcusd\",\"event\":\"trade\"}";

  private final BitstampFixture bitstamp = new BitstampFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRADE,
        // only doubles, the older order_type, data last, unknown fields
        "{\"event\":\"trade\",\"x\":{\"y\":[]},\"channel\":\"live_trades_btcusd\",\"data\":{"
            + "\"microtimestamp\":1767323045678901,\"order_type\":1,\"new\":[1],"
            + "\"price\":90210.399999999994,\"amount\":0.30000000000000004,\"id\":700}}",
        // texts that say nothing
        "{\"channel\":\"live_trades_btcusd\",\"data\":{\"id\":\"700\",\"price_str\":\"\","
            + "\"amount_str\":null,\"price\":\"90210.4\",\"amount\":3e-1,\"type\":\"1\","
            + "\"microtimestamp\":\"1767323045678901\"},\"event\":\"trade\"}"
      })
  void readsATradeWhateverTheOrderOfItsFields(String frame) {
    assertThat(bitstamp.decode(frame)).isEqualTo(new Decoded.Used("trade"));
    assertThat(bitstamp.events().trades())
        .containsExactly(
            new Trade(
                MARKET,
                TradeId.of(700),
                decimal("90210.4"),
                decimal("0.3"),
                Side.SELL,
                EVENT_NANOS,
                RECEIVED,
                1));
  }

  @Test
  void roundsDoublesThatAreFinerThanAnyDecimalOfOurs() {
    bitstamp.decode(
        "{\"data\":{\"id\":1,\"amount\":0.0008000000000000001,\"price\":914.38999999999999,"
            + "\"type\":0},\"channel\":\"live_trades_btcusd\",\"event\":\"trade\"}");
    Trade trade = bitstamp.events().trades().getFirst();
    assertThat(trade.quantity()).isEqualTo(decimal("0.0008"));
    assertThat(trade.price()).isEqualTo(decimal("914.39"));
    assertThat(trade.side()).isEqualTo(Side.BUY);
    assertThat(trade.eventTimeNanos()).as("no time given").isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @CsvSource({
    "1767323045678901, 1767323045678901000",
    "1767323045678, 1767323045678000000",
    "1767323045, 1767323045000000000"
  })
  void tellsTheUnitOfATimeByItsSize(String written, long nanos) {
    bitstamp.decode(TRADE.replace("1767323045678901", written));
    assertThat(bitstamp.events().trades().getFirst().eventTimeNanos()).isEqualTo(nanos);
  }

  @Test
  void readsTheBestLevels() {
    Decoded decoded =
        bitstamp.decode(
            "{\"data\":{\"timestamp\":\"1767323045\",\"microtimestamp\":\"1767323045678901\","
                + "\"bids\":[[\"90000\",\"0.00000000\"],[\"89999\",\"1.5\"],[\"89998\",\"7\"]],"
                + "\"asks\":[[\"90001\",\"123456789012.12345678\"]]},"
                + "\"channel\":\"order_book_btcusd\",\"event\":\"data\"}");
    assertThat(decoded).isEqualTo(new Decoded.Used("order_book"));
    assertThat(bitstamp.events().quotes())
        .containsExactly(
            new Quote(
                MARKET,
                decimal("89999"),
                decimal("1.5"),
                decimal("90001"),
                decimal("123456789012.123457"),
                EVENT_NANOS,
                RECEIVED));
  }

  @Test
  void tellsABestOnlyIfItChanged() {
    String frame =
        "{\"event\":\"data\",\"channel\":\"order_book_btcusd\",\"data\":{\"bids\":[[\"9\",\"1\"]],"
            + "\"asks\":[[\"10\",\"1\"]]}}";
    bitstamp.decode(frame);
    assertThat(bitstamp.events().quotes()).hasSize(1);
    assertThat(bitstamp.decode(frame)).isEqualTo(new Decoded.Used("order_book"));
    assertThat(bitstamp.events().quotes()).isEmpty();
  }

  @Test
  void addsUpTheOrdersAtTheBestPrice() {
    Decoded decoded =
        bitstamp.decode(
            "{\"event\":\"data\",\"channel\":\"detail_order_book_btcusd\",\"data\":{\"asks\":[],"
                + "\"bids\":[[\"90000.0\",\"0.1\",\"1\"],[\"90000\",\"0.25\",\"2\"],"
                + "[\"89999\",\"4\",\"3\"]],\"microtimestamp\":\"1767323045678901\"}}");
    assertThat(decoded).isEqualTo(new Decoded.Used("detail_order_book"));
    assertThat(bitstamp.events().quotes())
        .containsExactly(
            new Quote(
                MARKET, decimal("90000"), decimal("0.35"), null, null, EVENT_NANOS, RECEIVED));
  }

  @ParameterizedTest
  @CsvSource({
    "diff_order_book_btcusd, data, diff_order_book",
    "diff_order_book_abcxyz, data, diff_order_book",
    "live_orders_btcusd, order_created, live_orders",
    "live_orders_btcusd, order_changed, live_orders",
    "live_orders_abcxyz, order_deleted, live_orders",
    "funding_rate_btcusd-perp, funding_rate_saved, funding_rate",
    "private-my_trades_btcusd-7, trade, private",
    "private-my_orders_btcusd-7, something_new, private",
    "live_trades_btcusd-perp, trade, unmapped market: live_trades",
    "order_book_abcxyz, data, unmapped market: order_book",
    "detail_order_book_abcxyz, data, unmapped market: detail_order_book"
  })
  void ignoresOnPurposeWhatMakesNoPrice(String channel, String event, String type) {
    assertThat(
            bitstamp.decode(
                "{\"data\":{\"bids\":[[]],\"price\":-1},\"channel\":\"%s\",\"event\":\"%s\"}"
                    .formatted(channel, event)))
        .isEqualTo(new Decoded.Ignored(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bts:connection_established",
        "bts:subscription_succeeded",
        "bts:unsubscription_succeeded",
        "bts:request_reconnect",
        "bts:error",
        "bts:heartbeat"
      })
  void takesEventsAboutTheConnectionAsControl(String event) {
    assertThat(
            bitstamp.decode(
                "{\"event\":\"%s\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}"
                    .formatted(event)))
        .isEqualTo(new Decoded.Control(event));
    assertThat(
            bitstamp.decode("{\"data\":\"\",\"channel\":null,\"event\":\"%s\"}".formatted(event)))
        .isEqualTo(new Decoded.Control(event));
  }

  @Test
  void passesOnWhatEventsSay() {
    bitstamp.decode(
        "{\"event\":\"bts:subscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":{}}");
    assertThat(bitstamp.events().notices())
        .containsExactly(new Notice.Subscribed("live_trades_btcusd"));
    bitstamp.decode(
        "{\"event\":\"bts:error\",\"channel\":\"\",\"data\":{\"code\":4001,\"message\":\"no\"}}");
    assertThat(bitstamp.events().notices())
        .containsExactly(new Notice.Refused("subscription", "no"));
    bitstamp.decode("{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}");
    assertThat(bitstamp.events().notices())
        .containsExactly(new Notice.ReconnectAsked("bts:request_reconnect"));
  }

  @Test
  void tellsNewTypesFromKnownOnes() {
    assertThat(bitstamp.decode("{\"event\":\"party\",\"channel\":\"live_trades_btcusd\"}"))
        .isEqualTo(new Decoded.Unknown("event"));
    assertThat(bitstamp.decode("{\"event\":\"bts:party\",\"data\":{}}"))
        .isEqualTo(new Decoded.Unknown("event"));
    assertThat(bitstamp.decode("{\"event\":\"data\",\"channel\":\"dreams_btcusd\",\"data\":{}}"))
        .isEqualTo(new Decoded.Unknown("channel"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"price_str\":\"90210.40\" | \"price_str\":\"-90210.40\"",
        "\"price_str\":\"90210.40\" | \"price_str\":\"0\"",
        "\"price_str\":\"90210.40\" | \"price_str\":[]",
        "\"price_str\":\"90210.40\" | \"price_str\":\"abc\"",
        "\"price\":90210.4,\"price_str\":\"90210.40\", | ",
        "\"price\":90210.4,\"price_str\":\"90210.40\" | \"price\":{}",
        "\"amount_str\":\"0.30000000\" | \"amount_str\":\"0\"",
        "\"id\":700, | ",
        "\"id\":700 | \"id\":\"x\"",
        "\"type\":1 | \"type\":\"buy\"",
        "\"channel\":\"live_trades_btcusd\", | ",
        "\"event\":\"trade\" | \"event\":7",
        "\"event\":\"trade\" | \"even\":\"trade\"",
        "\"data\" | \"dada\"",
        "\"trade\"} | \"trade\"}x"
      })
  void failsWhatIsNotWhatBitstampDocuments(String part, String instead) {
    String frame = TRADE.replace(part, instead == null ? "" : instead);
    assertThat(frame).isNotEqualTo(TRADE);
    assertThat(bitstamp.decode(frame)).isInstanceOf(Decoded.Failed.class);
    assertThat(bitstamp.events().trades()).isEmpty();
    assertThat(bitstamp.decode(TRADE)).as("the next frame").isInstanceOf(Decoded.Used.class);
  }

  @Test
  void failsEveryCutOfAFrame() {
    for (int length = 0; length < TRADE.length(); length++) {
      assertThat(bitstamp.decode(TRADE.substring(0, length)))
          .as("%d characters", length)
          .isInstanceOf(Decoded.Failed.class);
    }
  }

  /** Its microtimestamp, 1484858423000, is in milliseconds. */
  @Test
  void readsThePublicShapeOfATrade() throws IOException {
    assertThat(bitstamp.decode(Files.readString(TestData.path(SHAPES + "trade-v2.json"))))
        .isEqualTo(new Decoded.Used("trade"));
    assertThat(bitstamp.events().trades())
        .containsExactly(
            new Trade(
                MARKET,
                TradeId.of(177_827_396),
                decimal("914.39"),
                decimal("34.39"),
                Side.SELL,
                1_484_858_423_000_000_000L,
                RECEIVED,
                1));
  }

  @Test
  void readsThePublicShapesOfData() throws IOException {
    bitstamp.decode(wrapped("trade", "live_trades_btcusd", "trade.json"));
    assertThat(bitstamp.events().trades().getFirst().eventTimeNanos())
        .isEqualTo(1_574_865_139_243_529_000L);
    bitstamp.decode(wrapped("data", "order_book_btcusd", "order-book.json"));
    assertThat(bitstamp.events().quotes())
        .containsExactly(
            new Quote(
                MARKET,
                decimal("819.9"),
                decimal("0.922"),
                decimal("821.7"),
                decimal("2.89"),
                1_574_865_238_689_641_000L,
                RECEIVED));
    assertThat(bitstamp.decode(Files.readString(TestData.path(SHAPES + "order-book-v2.json"))))
        .isEqualTo(new Decoded.Ignored("diff_order_book"));
  }

  private static String wrapped(String event, String channel, String file) throws IOException {
    return "{\"event\":\"%s\",\"channel\":\"%s\",\"data\":%s}"
        .formatted(event, channel, Files.readString(TestData.path(SHAPES + file)));
  }
}
