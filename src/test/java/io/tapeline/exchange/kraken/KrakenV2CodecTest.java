package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.kraken.KrakenFixture.EVENT_NANOS;
import static io.tapeline.exchange.kraken.KrakenFixture.RECEIVED;
import static io.tapeline.exchange.kraken.KrakenFixture.decimal;
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

class KrakenV2CodecTest {

  private static final Market BTC_USD = Market.parse("kraken:btc-usd");
  private static final Market DOGE_EUR = Market.parse("kraken:doge-eur");
  private static final String ROW =
      "{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"price\":90210.5,\"qty\":0.015,"
          + "\"ord_type\":\"market\",\"trade_id\":500,\"timestamp\":\"2026-01-02T03:04:05.678901Z\"}";
  private static final String TRADE =
      "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[" + ROW + "]}";
  private static final String TICKER =
      "{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"DOGE/EUR\",\"bid\":0.35,"
          + "\"bid_qty\":1200.5,\"ask\":0.3501,\"ask_qty\":7e2,\"last\":0.35,\"volume\":1e9,"
          + "\"vwap\":0.3,\"low\":0.1,\"high\":0.4,\"change\":-0.1,\"change_pct\":-1.02,"
          + "\"timestamp\":\"2026-01-02T03:04:05.678901Z\"}]}";

  private final KrakenFixture kraken = new KrakenFixture(KrakenFixture.V2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRADE,
        // data first, more fields than documented, white space, numbers otherwise written
        "{ \"data\" : [{\"timestamp\":\"2026-01-02T03:04:05.678901Z\",\"new\":[{}],\"qty\":1.5E-2,"
            + "\"price\":90210.50,\"trade_id\":500,\"symbol\":\"BTC/USD\",\"side\":\"buy\"}],"
            + "\"seq\":18239578009413566319, \"type\":\"update\",\"channel\":\"trade\"} "
      })
  void readsATradeWhateverTheOrderOfItsFields(String frame) {
    assertThat(kraken.decode(frame)).isEqualTo(new Decoded.Used("trade"));
    assertThat(kraken.events().isSnapshot()).isFalse();
    assertThat(kraken.events().trades())
        .containsExactly(
            new Trade(
                BTC_USD,
                TradeId.of(500),
                decimal("90210.5"),
                decimal("0.015"),
                Side.BUY,
                EVENT_NANOS,
                RECEIVED,
                1));
  }

  @Test
  void takesASnapshotAsHistoryTheOldestFirst() {
    String frame =
        TRADE.replace("update", "snapshot").replace("]}", "," + ROW.replace("500", "499") + "]}");
    kraken.decode(frame);
    assertThat(kraken.events().isSnapshot()).isTrue();
    assertThat(kraken.events().trades()).extracting(t -> t.id().low()).containsExactly(499L, 500L);
  }

  @Test
  void roundsAQuantityOfMoreDigitsThanFit() {
    kraken.decode(TRADE.replace("0.015", "12345678901.12345678"));
    assertThat(kraken.events().trades().getFirst().quantity())
        .isEqualTo(decimal("12345678901.1234568"));
  }

  @Test
  void readsATicker() {
    assertThat(kraken.decode(TICKER)).isEqualTo(new Decoded.Used("ticker"));
    assertThat(kraken.events().quotes())
        .containsExactly(
            new Quote(
                DOGE_EUR,
                decimal("0.35"),
                decimal("1200.5"),
                decimal("0.3501"),
                decimal("700"),
                EVENT_NANOS,
                RECEIVED));
  }

  @Test
  void takesTheReceivedTimeWhereATickerHasNone() {
    kraken.decode(TICKER.replace(",\"timestamp\":\"2026-01-02T03:04:05.678901Z\"", ""));
    assertThat(kraken.events().quotes().getFirst().eventTimeNanos()).isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "null", "0.0"})
  void takesAPriceOfZeroAsNoOrders(String none) {
    kraken.decode(TICKER.replace("\"ask\":0.3501", "\"ask\":" + none));
    Quote quote = kraken.events().quotes().getFirst();
    assertThat(quote.ask()).isNull();
    assertThat(quote.askQuantity()).isNull();
    assertThat(quote.bid()).isEqualTo(decimal("0.35"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"book", "level3", "ohlc", "instrument", "executions", "balances"})
  void ignoresOtherChannelsOnPurpose(String channel) {
    assertThat(kraken.decode(TRADE.replace("\"trade\"", '"' + channel + '"')))
        .isEqualTo(new Decoded.Ignored(channel));
    assertThat(kraken.events().trades()).isEmpty();
  }

  @Test
  void ignoresSymbolsThatNobodyMaps() {
    assertThat(kraken.decode(TRADE.replace("BTC/USD", "NEW/USD")))
        .isEqualTo(new Decoded.Ignored("unmapped market"));
    assertThat(kraken.decode(TICKER.replace("DOGE/EUR", "XDG/EUR")))
        .as("the spelling of v1")
        .isEqualTo(new Decoded.Ignored("unmapped market"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "heartbeat | {'channel':'heartbeat'}",
        "status | {'channel':'status','type':'update','data':[{'system':'online',"
            + "'api_version':'v2','connection_id':18239578009413566319,'version':'2.0.10'}]}",
        "pong | {'method':'pong','req_id':1,'time_in':'x','time_out':'y'}",
        "unsubscribe | {'method':'unsubscribe','result':{'channel':'trade'},'success':true}"
      })
  void takesTheRestAsControl(String type, String frame) {
    assertThat(kraken.decode(frame.replace('\'', '"'))).isEqualTo(new Decoded.Control(type));
    assertThat(kraken.events().notices()).isEmpty();
  }

  @Test
  void tellsWhatBecameOfASubscription() {
    kraken.decode(
        "{\"method\":\"subscribe\",\"result\":{\"channel\":\"ticker\",\"symbol\":\"BTC/USD\","
            + "\"snapshot\":true,\"warnings\":[]},\"success\":true,\"time_in\":\"x\"}");
    assertThat(kraken.events().notices()).containsExactly(new Notice.Subscribed("ticker BTC/USD"));
    Decoded refused =
        kraken.decode(
            "{\"error\":\"Currency pair not supported BTC/ABC\",\"method\":\"subscribe\","
                + "\"success\":false,\"symbol\":\"BTC/ABC\"}");
    assertThat(refused).isEqualTo(new Decoded.Control("subscribe"));
    assertThat(kraken.events().notices())
        .containsExactly(
            new Notice.Refused("subscribe BTC/ABC", "Currency pair not supported BTC/ABC"));
    assertThat(kraken.decode("{\"error\":\"Invalid JSON\",\"success\":false}"))
        .isEqualTo(new Decoded.Control("error"));
    assertThat(kraken.events().notices())
        .containsExactly(new Notice.Refused("error", "Invalid JSON"));
  }

  @Test
  void countsWhatIsTrulyNewAsUnknown() {
    assertThat(kraken.decode("{\"channel\":\"auction\",\"data\":[]}"))
        .isEqualTo(new Decoded.Unknown("channel"));
    assertThat(kraken.decode("{\"method\":\"dance\",\"success\":true}"))
        .isEqualTo(new Decoded.Unknown("method"));
  }

  @ParameterizedTest
  @CsvSource({
    "90210.5, -90210.5",
    "90210.5, 0",
    "90210.5, true",
    "90210.5, \"many\"",
    "0.015, -1",
    "0.015, 0",
    "500, 5.5",
    "500, null",
    "T03, T99",
    "\"buy\", \"hold\"",
    "symbol, name",
    "\"data\", \"dates\"",
    "[{, {"
  })
  void failsOnWhatIsNotDocumented(String right, String wrong) {
    assertThat(kraken.decode(TRADE.replace(right, wrong))).isInstanceOf(Decoded.Failed.class);
    assertThat(kraken.events().trades()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"type\":\"update\"}", "3"})
  void failsWithoutChannelOrMethod(String frame) {
    assertThat(kraken.decode(frame)).isInstanceOf(Decoded.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {TRADE, TICKER})
  void everyCutOfAFrameFails(String frame) {
    for (int length = 0; length < frame.length(); length++) {
      assertThat(kraken.decode(frame.substring(0, length))).isInstanceOf(Decoded.Failed.class);
    }
    assertThat(kraken.decode(frame + "}")).isInstanceOf(Decoded.Failed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "trade_update, 2, 0",
    "ticker_snapshot, 0, 1",
    "book_snapshot, 0, 0",
    "book_update, 0, 0",
    "l3_snapshot, 0, 0",
    "l3_update_add, 0, 0",
    "ohlc_update, 0, 0",
    "pong, 0, 0",
    "subscribe_response, 0, 0"
  })
  void understandsCollectedMessages(String name, int trades, int quotes) throws IOException {
    String file = "sessions/nautilus-messages/kraken/test_data/ws_" + name + ".json";
    Decoded decoded = kraken.decode(Files.readString(TestData.path(file)));
    assertThat(decoded).isNotInstanceOfAny(Decoded.Failed.class, Decoded.Unknown.class);
    assertThat(kraken.events().trades()).hasSize(trades);
    assertThat(kraken.events().quotes()).hasSize(quotes);
  }
}
