package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.kraken.KrakenFixture.EVENT_NANOS;
import static io.tapeline.exchange.kraken.KrakenFixture.RECEIVED;
import static io.tapeline.exchange.kraken.KrakenFixture.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KrakenV1CodecTest {

  private static final Market BTC_USD = Market.parse("kraken:btc-usd");
  private static final String ROW =
      "[\"90210.50000\",\"0.01500000\",\"1767323045.678901\",\"s\",\"l\",\"\"]";
  private static final String TRADE = "[337,[" + ROW + "],\"trade\",\"XBT/USD\"]";
  private static final String TICKER =
      "[340,{\"a\":[\"90211.00000\",3,\"3.25000000\"],\"b\":[\"90210.50000\",0,\"0.50000000\"],"
          + "\"c\":[\"90210.5\",\"0.1\"],\"v\":[\"1\",\"2\"],\"p\":[\"1\",\"2\"],\"t\":[1,2],"
          + "\"l\":[\"1\",\"1\"],\"h\":[\"2\",\"2\"],\"o\":[\"1\",\"1\"]},\"ticker\",\"XBT/USD\"]";

  private final KrakenFixture kraken = new KrakenFixture(KrakenFixture.V1);

  @Test
  void readsATrade() {
    kraken.decode("{\"event\":\"heartbeat\"}", EVENT_NANOS - 1);
    assertThat(kraken.decode(TRADE)).isEqualTo(new Decoded.Used("trade"));
    assertThat(kraken.events().isSnapshot()).isFalse();
    Trade trade = kraken.events().trades().getFirst();
    assertThat(trade)
        .isEqualTo(
            new Trade(
                BTC_USD,
                trade.id(),
                decimal("90210.5"),
                decimal("0.015"),
                Side.SELL,
                EVENT_NANOS,
                RECEIVED,
                1));
    assertThat(trade.id().isNumber()).isFalse();
  }

  @Test
  void derivesTheSameIdForTheSameTradeAndAnotherForAnEqualOne() {
    String other = ROW.replace("\"s\"", "\"b\"");
    String frame = "[337,[" + String.join(",", ROW, other, ROW) + "],\"trade\",\"XBT/USD\"]";
    kraken.decode(frame);
    List<Trade> trades = List.copyOf(kraken.events().trades());
    assertThat(trades).extracting(Trade::id).hasSize(3).doesNotHaveDuplicates();
    assertThat(trades).extracting(Trade::side).containsExactly(Side.SELL, Side.BUY, Side.SELL);

    KrakenFixture again = new KrakenFixture(KrakenFixture.V1);
    again.decode(frame);
    assertThat(again.events().trades()).isEqualTo(trades);
  }

  @Test
  void countsEqualTradesOfOneMomentOverFrames() {
    kraken.decode(TRADE);
    var first = kraken.events().trades().getFirst().id();
    kraken.decode(TRADE);
    assertThat(kraken.events().trades().getFirst().id()).isNotEqualTo(first);
  }

  @Test
  void takesTheTradesThatASubscriptionOpensWithAsHistory() {
    kraken.decode("{\"event\":\"systemStatus\",\"status\":\"online\"}", EVENT_NANOS + 1);
    kraken.decode(TRADE);
    assertThat(kraken.events().isSnapshot()).isTrue();
    kraken.decode(TRADE.replace("678901", "678902"));
    assertThat(kraken.events().isSnapshot()).as("only the first frame").isFalse();
  }

  @Test
  void readsATicker() {
    assertThat(kraken.decode(TICKER)).isEqualTo(new Decoded.Used("ticker"));
    assertThat(kraken.events().quotes())
        .containsExactly(
            new Quote(
                BTC_USD,
                decimal("90210.5"),
                decimal("0.5"),
                decimal("90211"),
                decimal("3.25"),
                RECEIVED,
                RECEIVED));
  }

  @Test
  void takesAPriceOfZeroAsNoOrders() {
    kraken.decode(TICKER.replace("\"90210.50000\",0,\"0.50000000\"", "\"0.00000\",0,\"0.0\""));
    Quote quote = kraken.events().quotes().getFirst();
    assertThat(quote.bid()).isNull();
    assertThat(quote.bidQuantity()).isNull();
    assertThat(quote.ask()).isEqualTo(decimal("90211"));
  }

  @Test
  void readsASpreadWithItsTime() {
    Decoded decoded =
        kraken.decode(
            "[341,[\"90210.50000\",\"90211.00000\",\"1767323045.678901\",\"0.5\",\"3.25\"],"
                + "\"spread\",\"XBT/USD\"]");
    assertThat(decoded).isEqualTo(new Decoded.Used("spread"));
    assertThat(kraken.events().quotes())
        .containsExactly(
            new Quote(
                BTC_USD,
                decimal("90210.5"),
                decimal("0.5"),
                decimal("90211"),
                decimal("3.25"),
                EVENT_NANOS,
                RECEIVED));
    kraken.decode("[341,[\"1\",\"2\",\"1767323045.678901\"],\"spread\",\"XBT/USD\"]");
    assertThat(kraken.events().quotes().getFirst().askQuantity()).as("without volumes").isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "book | [1,{'as':[['5.1','1','1.1']],'bs':[]},'book-10','XBT/USD']",
        "book | [1,{'b':[['5.1','0','1.1']],'c':'9'},'book-1000','XBT/USD']",
        "book | [1,{'a':[]},{'b':[],'c':'974'},'book-25','XBT/USD']",
        "ohlc | [1,['1.1','2.2','1','1','1','1','1','1',4],'ohlc-5','XBT/USD']",
        "ownTrades | [[{'T1':{'pair':'XBT/USD'}}],'ownTrades',{'sequence':2}]",
        "openOrders | [[{'O1':{'status':'open'}}],'openOrders',{'sequence':1}]",
        "unmapped market | [1,[],'trade','NEW/USD']",
        "unmapped market | [1,{'a':'?'},'ticker','NEW/USD']"
      })
  void ignoresOnPurpose(String type, String frame) {
    assertThat(kraken.decode(frame.replace('\'', '"'))).isEqualTo(new Decoded.Ignored(type));
    assertThat(kraken.events().trades()).isEmpty();
    assertThat(kraken.events().quotes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"heartbeat", "systemStatus", "subscriptionStatus", "pong", "ping", "error"})
  void takesEventsAsControl(String event) {
    assertThat(
            kraken.decode(
                "{\"connectionID\":18239578009413566319,\"event\":\"%s\",\"x\":{}}"
                    .formatted(event)))
        .isEqualTo(new Decoded.Control(event));
  }

  @Test
  void tellsWhatBecameOfASubscription() {
    String answer =
        "{\"channelID\":1665,\"channelName\":\"book-10\",\"event\":\"subscriptionStatus\","
            + "\"pair\":\"XBT/USD\",\"status\":\"%s\",\"errorMessage\":\"why\","
            + "\"subscription\":{\"name\":\"book\",\"depth\":10}}";
    kraken.decode(answer.formatted("subscribed"));
    assertThat(kraken.events().notices()).containsExactly(new Notice.Subscribed("book-10 XBT/USD"));
    kraken.decode(answer.formatted("error"));
    assertThat(kraken.events().notices())
        .containsExactly(new Notice.Refused("book-10 XBT/USD", "why"));
    kraken.decode(answer.formatted("unsubscribed"));
    assertThat(kraken.events().notices()).isEmpty();
    kraken.decode("{\"event\":\"error\",\"errorMessage\":\"Malformed request\",\"pair\":null}");
    assertThat(kraken.events().notices())
        .containsExactly(new Notice.Refused("request", "Malformed request"));
  }

  @Test
  void countsWhatIsTrulyNewAsUnknown() {
    assertThat(kraken.decode("[1,{},\"auction\",\"XBT/USD\"]"))
        .isEqualTo(new Decoded.Unknown("channel"));
    assertThat(kraken.decode("{\"event\":\"party\"}")).isEqualTo(new Decoded.Unknown("event"));
  }

  @Test
  void toleratesWhiteSpaceAndMoreElements() {
    String spaced =
        " [ 337 , [ [\"90210.5\", \"0.015\", \"1767323045.678901\", \"s\", \"m\", \"\", 7, {}]"
            + " ] , \"trade\" , \"XBT/USD\" ] ";
    assertThat(kraken.decode(spaced)).isEqualTo(new Decoded.Used("trade"));
    assertThat(kraken.events().trades()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[1,2]",
        "[1,{},\"ticker\",\"XBT/USD\"]",
        "[1,[],\"ticker\",\"XBT/USD\"]",
        "[1,[[]],\"trade\",\"XBT/USD\"]",
        "[1,[[\"1\",\"1\",\"1.1\"]],\"trade\",\"XBT/USD\"]",
        "[1,[[\"1\",\"1\",\"1.1\",\"x\",\"l\",\"\"]],\"trade\",\"XBT/USD\"]",
        "[1,[[\"-1\",\"1\",\"1.1\",\"b\",\"l\",\"\"]],\"trade\",\"XBT/USD\"]",
        "[1,[[\"1\",\"0\",\"1.1\",\"b\",\"l\",\"\"]],\"trade\",\"XBT/USD\"]",
        "[1,[[\"one\",\"1\",\"1.1\",\"b\",\"l\",\"\"]],\"trade\",\"XBT/USD\"]",
        "[1,[[true,\"1\",\"1.1\",\"b\",\"l\",\"\"]],\"trade\",\"XBT/USD\"]",
        "[1,[[\"1\",\"1\",\"1.1234567890123\",\"b\",\"l\",\"\"]],\"trade\",\"XBT/USD\"]",
        "[1,{\"a\":[\"-1\",1,\"1\"],\"b\":[\"1\",1,\"1\"]},\"ticker\",\"XBT/USD\"]",
        "[1,{\"a\":[\"1\"],\"b\":[\"1\",1,\"1\"]},\"ticker\",\"XBT/USD\"]",
        "[1,[\"1\",\"2\"],\"spread\",\"XBT/USD\"]",
        "[1,[],\"trade\"]",
        "{\"status\":\"online\"}",
        "{}",
        "7"
      })
  void failsOnWhatIsNotDocumented(String frame) {
    assertThat(kraken.decode(frame)).isInstanceOf(Decoded.Failed.class);
    assertThat(kraken.events().trades()).isEmpty();
    assertThat(kraken.decode(TRADE)).as("the next frame").isInstanceOf(Decoded.Used.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {TRADE, TICKER})
  void everyCutOfAFrameFails(String frame) {
    for (int length = 0; length < frame.length(); length++) {
      assertThat(kraken.decode(frame.substring(0, length))).isInstanceOf(Decoded.Failed.class);
    }
    assertThat(kraken.decode(frame + "]")).isInstanceOf(Decoded.Failed.class);
  }
}
