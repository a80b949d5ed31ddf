package io.tapeline.exchange.gemini;

import static io.tapeline.exchange.gemini.GeminiFixture.RECEIVED;
import static io.tapeline.exchange.gemini.GeminiFixture.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiCodecTest {

  private static final Market SPOT = Market.parse("gemini:btc-usd");
  private static final String TRADE =
      "{'type':'trade','symbol':'BTCUSD','event_id':9001,'timestamp':1767323045678,"
          + "'price':'90210.5','quantity':'0.015','side':'sell','tid':500}";
  private static final String SNAPSHOT =
      "{'type':'l2_updates','symbol':'BTCUSD','changes':[['buy','90210','1.5'],"
          + "['buy','90209','2'],['sell','90211','0.25']],'trades':[],'auction_events':[]}";

  private final GeminiFixture gemini = new GeminiFixture();

  private static String changes(String... changes) {
    return "{'type':'l2_updates','symbol':'BTCUSD','changes':[" + String.join(",", changes) + "]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRADE,
        "{ 'tid' : 500 , 'side':'sell','quantity':'1.50e-2','price':'90210.50','new':[{'a':null}],"
            + "'timestamp':1767323045678,'event_id':9001,'symbol':'BTCUSD','type':'trade'} ",
        // with one id only
        "{'type':'trade','symbol':'BTCUSD','event_id':500,'timestamp':1767323045678,"
            + "'price':'90210.5','quantity':'0.015','side':'sell'}"
      })
  void readsATradeWhateverTheOrderOfItsFields(String frame) {
    assertThat(gemini.decode(frame)).isEqualTo(new Decoded.Used("trade"));
    assertThat(gemini.events().isSnapshot()).isFalse();
    assertThat(gemini.events().trades())
        .containsExactly(
            new Trade(
                SPOT,
                TradeId.of(500),
                decimal("90210.5"),
                decimal("0.015"),
                Side.SELL,
                1_767_323_045_678_000_000L,
                RECEIVED,
                1));
  }

  @Test
  void takesATradeWithoutTakerAsOfUnknownSide() {
    gemini.decode(TRADE.replace("sell", "auction"));
    assertThat(gemini.events().trades().getFirst().side()).isEqualTo(Side.UNKNOWN);
  }

  @Test
  void quotesTheBestOfTheBook() {
    assertThat(gemini.decode(SNAPSHOT)).isEqualTo(new Decoded.Used("l2_updates"));
    assertThat(gemini.events().quotes())
        .containsExactly(
            new Quote(
                SPOT,
                decimal("90210"),
                decimal("1.5"),
                decimal("90211"),
                decimal("0.25"),
                RECEIVED,
                RECEIVED));
    gemini.decode(changes("['buy','90208','9']", "['buy','90209','0.0']"));
    assertThat(gemini.events().quotes()).as("the best is as before").isEmpty();
    gemini.decode(changes("['buy','90210','0']", "['sell','90211','0.5']"));
    assertThat(gemini.events().quotes())
        .extracting(q -> q.bid() + " " + q.bidQuantity() + " " + q.ask() + " " + q.askQuantity())
        .containsExactly("90208 9 90211 0.5");
    gemini.decode(changes("['sell','90211','0']"));
    assertThat(gemini.events().quotes().getFirst().ask()).isNull();
  }

  @Test
  void takesTheTradesOfASnapshotAsHistoryTheOldestFirst() {
    String old = TRADE.replace("500", "499").replace("678,", "600,");
    gemini.decode(SNAPSHOT.replace("'trades':[]", "'trades':[" + TRADE + "," + old + "]"));
    assertThat(gemini.events().isSnapshot()).isTrue();
    assertThat(gemini.events().trades()).extracting(t -> t.id().low()).containsExactly(499L, 500L);
  }

  @Test
  void beginsAgainWithANewSnapshot() {
    gemini.decode(SNAPSHOT);
    gemini.decode(SNAPSHOT.replace("['buy','90210','1.5'],", ""));
    assertThat(gemini.events().quotes()).extracting(Quote::bid).containsExactly(decimal("90209"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['buy','90209']",
        "['buy','-1','1']",
        "['buy','1','-1']",
        "['up','1','1']",
        "['buy','1','x']",
        "'buy'",
        "[]"
      })
  void losesTheBookWithAChangeThatCannotBeRead(String change) {
    gemini.decode(SNAPSHOT);
    assertThat(gemini.decode(changes("['buy','90212','1']", change)))
        .isInstanceOf(Decoded.Failed.class);
    assertThat(gemini.decode(changes())).isInstanceOf(Decoded.Ignored.class);
    assertThat(gemini.events().notices())
        .containsExactly(new Notice.BookBroken(SPOT, "a change could not be read"));
    assertThat(gemini.events().quotes()).extracting(Quote::bid).containsOnlyNulls();
    gemini.decode(changes());
    assertThat(gemini.events().notices()).as("told once").isEmpty();
    assertThat(gemini.decode(SNAPSHOT)).isEqualTo(new Decoded.Used("l2_updates"));
    assertThat(gemini.events().quotes()).extracting(Quote::bid).containsExactly(decimal("90210"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auction_open",
        "auction_indicative",
        "auction_result",
        "auction_outcome",
        "auction_event",
        "block_trade",
        "mark_price_updates",
        "funding_amount_updates"
      })
  void ignoresOnPurpose(String type) {
    assertThat(gemini.decode("{'type':'%s','symbol':'BTCUSD','changes':[{}]}".formatted(type)))
        .isEqualTo(new Decoded.Ignored(type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "5m", "15m", "30m", "1h", "6h", "1d"})
  void ignoresCandles(String length) {
    assertThat(
            gemini.decode(
                "{'type':'candles_%s_updates','symbol':'BTCUSD','changes':[[1767323040000,1,2.5]]}"
                    .formatted(length)))
        .isEqualTo(new Decoded.Ignored("candles"));
  }

  @Test
  void ignoresSymbolsThatNobodyMaps() {
    assertThat(gemini.decode(TRADE.replace("BTCUSD", "NEWUSD")))
        .isEqualTo(new Decoded.Ignored("unmapped market"));
  }

  @Test
  void takesTheRestAsControl() {
    assertThat(gemini.decode("{'type':'heartbeat','timestamp':1767323045331}"))
        .isEqualTo(new Decoded.Control("heartbeat"));
    assertThat(gemini.decode("{'type':'subscription_ack','symbolFilter':[]}"))
        .isEqualTo(new Decoded.Control("subscription_ack"));
    assertThat(gemini.decode("{'result':'error','reason':'InvalidJson','message':'no'}"))
        .isEqualTo(new Decoded.Control("error"));
    assertThat(gemini.events().notices())
        .containsExactly(new Notice.Refused("subscription", "InvalidJson"));
  }

  @Test
  void countsWhatIsTrulyNewAsUnknown() {
    assertThat(gemini.decode("{'type':'party'}")).isEqualTo(new Decoded.Unknown("type"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "90210.5, -90210.5",
        "90210.5, 0",
        "'90210.5', true",
        "'0.015', '-1'",
        "'0.015', '0'",
        "500, 5.5",
        "1767323045678, 'now'",
        "1767323045678, 9223372036854775807",
        "'sell', 7",
        "'symbol', 'name'",
        "'type', 'kind'"
      })
  void failsOnWhatIsNotDocumented(String right, String wrong) {
    assertThat(gemini.decode(TRADE.replace(right, wrong))).isInstanceOf(Decoded.Failed.class);
    assertThat(gemini.events().trades()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "{'type':'l2_updates','symbol':'BTCUSD'}"})
  void failsOnFramesWithoutMeaning(String frame) {
    assertThat(gemini.decode(frame)).isInstanceOf(Decoded.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {TRADE, SNAPSHOT})
  void everyCutOfAFrameFails(String frame) {
    for (int length = 0; length < frame.length(); length++) {
      assertThat(gemini.decode(frame.substring(0, length))).isInstanceOf(Decoded.Failed.class);
    }
    assertThat(gemini.decode(frame + "}")).isInstanceOf(Decoded.Failed.class);
    assertThat(gemini.decode(frame)).as("whole").isInstanceOf(Decoded.Used.class);
  }
}
