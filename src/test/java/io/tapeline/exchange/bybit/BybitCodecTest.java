package io.tapeline.exchange.bybit;

import static io.tapeline.exchange.bybit.BybitFixture.EVENT_NANOS;
import static io.tapeline.exchange.bybit.BybitFixture.RECEIVED;
import static io.tapeline.exchange.bybit.BybitFixture.decimal;
import static io.tapeline.exchange.bybit.BybitFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BybitCodecTest {

  private static final Market SPOT = Market.parse("bybit:btc-usdt");
  private static final Market PERPETUAL = Market.parse("bybit:btc-usdt-perp");
  private static final String ID = "9dc75fca-4bdd-4773-9F78-6f5d7ab2a110";
  private static final String TRADE =
      "{'T':1767323045678,'s':'BTCUSDT','S':'Sell','v':'0.0120','p':'90000.10','L':'MinusTick',"
          + "'i':'2290000000067341890','BT':false,'RPI':false,'seq':753843954913}";

  private final BybitFixture spot = new BybitFixture("spot");
  private final BybitFixture linear = new BybitFixture("linear");

  private static String trades(String... trades) {
    return message("publicTrade.BTCUSDT", "snapshot", "[" + String.join(",", trades) + "]");
  }

  private static Trade trade(Market market, TradeId id) {
    return new Trade(
        market, id, decimal("90000.1"), decimal("0.012"), Side.SELL, EVENT_NANOS, RECEIVED, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'topic':'publicTrade.BTCUSDT','ts':1767323045679,'type':'snapshot','data':["
            + TRADE
            + "]}",
        // the topic last, fields in another order, numbers unquoted, fields that are new
        " {'data' : [{'i':2290000000067341890,'new':{'i':[]},'p':90000.1,'v':1.2e-2,'S':'Sell',"
            + "'s':'BTCUSDT','T':1767323045678}],'x':[1],'type':'snapshot','topic':'publicTrade.BTCUSDT'}"
      })
  void readsATradeWhateverTheOrderOfItsFields(String frame) {
    assertThat(spot.decode(frame)).isEqualTo(new Decoded.Used("publicTrade"));
    assertThat(spot.events().trades())
        .containsExactly(trade(SPOT, TradeId.of(2_290_000_000_067_341_890L)));
    assertThat(spot.events().isSnapshot()).as("their word for every message").isFalse();
  }

  @Test
  void readsTheSameSymbolOnTheLinearSocketAsThePerpetual() {
    linear.decode(trades(TRADE.replace("2290000000067341890", ID)));
    assertThat(linear.events().trades())
        .containsExactly(trade(PERPETUAL, TradeId.of(UUID.fromString(ID))));
  }

  @Test
  void takesBlockTradesAndRetailImprovedTradesAsTradesInTheirOrder() {
    spot.decode(
        trades(
            TRADE.replace("'BT':false", "'BT':true"),
            TRADE.replace("'RPI':false", "'RPI':true").replace("890'", "891'")));
    assertThat(spot.events().trades())
        .extracting(trade -> trade.id().low() % 1000)
        .containsExactly(890L, 891L);
  }

  @ParameterizedTest
  @CsvSource({"Buy, BUY", "Sell, SELL", "None, UNKNOWN"})
  void takesTheSideForTheAggressors(String said, Side side) {
    spot.decode(trades(TRADE.replace("Sell", said)));
    assertThat(spot.events().trades().getFirst().side()).isEqualTo(side);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inverse", "option", "spread", "misc/status"})
  void ignoresTradesBooksAndTickersOnOtherSockets(String category) {
    BybitFixture other = new BybitFixture(category);
    Decoded unmapped = new Decoded.Ignored("unmapped market");
    assertThat(other.decode(trades(TRADE))).isEqualTo(unmapped);
    assertThat(other.decode(message("orderbook.25.BTC-6JAN23-17500-C", "delta", "[7]")))
        .isEqualTo(unmapped);
    assertThat(other.decode(message("tickers.BTC-6JAN23-17500-C", "snapshot", "[]")))
        .isEqualTo(unmapped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kline.1.BTCUSDT",
        "liquidation.BTCUSDT",
        "allLiquidation.BTCUSDT",
        "priceLimit.BTCUSDT",
        "insurance.USDT",
        "adlAlert.inverse",
        "kline_lt.5.BTC3SUSDT",
        "tickers_lt.BTC3SUSDT",
        "lt.BTC3SUSDT"
      })
  void ignoresOnPurpose(String topic) {
    String frame = "{'data':[{'any':[-1,null]}],'ts':1,'topic':'%s','id':'x'}".formatted(topic);
    assertThat(linear.decode(frame))
        .isEqualTo(new Decoded.Ignored(topic.substring(0, topic.indexOf('.'))));
  }

  @Test
  void takesTheSystemsStatusAsControl() {
    assertThat(linear.decode("{'topic':'system.status','type':'snapshot','data':[{}]}"))
        .isEqualTo(new Decoded.Control("system"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'success':true,'ret_msg':'','conn_id':'a-b','req_id':'','op':'subscribe'}",
        "{'success':true,'ret_msg':'pong','conn_id':'a-b','req_id':'','op':'ping'}",
        "{'req_id':'test','op':'pong','args':['1675418560633'],'conn_id':'a-b'}",
        "{'success':true,'conn_id':'a','data':{'failTopics':[],'successTopics':['x']},'type':'COMMAND_RESP'}"
      })
  void takesAnswersAsControl(String frame) {
    assertThat(spot.decode(frame)).isEqualTo(new Decoded.Control("op"));
    assertThat(spot.events().notices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'success':false,'ret_msg':'no such topic','op':'subscribe'}",
        "{'op':'subscribe','ret_msg':'no such topic','success':false}"
      })
  void passesOnARefusal(String frame) {
    assertThat(spot.decode(frame)).isEqualTo(new Decoded.Control("op"));
    assertThat(spot.events().notices())
        .containsExactly(new Notice.Refused("subscription", "no such topic"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rumours.BTCUSDT", "", ".", "publicTrades.BTCUSDT"})
  void doesNotKnowANewTopic(String topic) {
    assertThat(spot.decode(message(topic, "snapshot", "[]"))).isInstanceOf(Decoded.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'p':'90000.10'|'p':'-1'",
        "'p':'90000.10'|'p':'0'",
        "'p':'90000.10'|'p':[]",
        "'p':'90000.10'|'y':1",
        "'v':'0.0120'|'v':null",
        "'v':'0.0120'|'v':'-1'",
        "'i':'2290000000067341890'|'i':''",
        "'i':'2290000000067341890'|'i':-7",
        "'i':'2290000000067341890'|'i':'92233720368547758079'",
        "'i':'2290000000067341890'|'i':'9dc75fca-4bdd-4773-9f78_6f5d7ab2a110'",
        "'i':'2290000000067341890'|'i':'9dc75fca-4bdd-4773-9f78-6f5d7ab2a11g'",
        "'i':'2290000000067341890'|'i':'9dc75fca'",
        "'T':1767323045678|'T':'soon'",
        "'T':1767323045678|'T':-1",
        "'T':1767323045678|'T':9223372036854775807",
        "'S':'Sell'|'S':true",
        "'data':[|'other':[",
        "'topic':'publicTrade.BTCUSDT'|'topic':1",
        "'topic':'publicTrade.BTCUSDT'|'y':1",
        "'ts':1767323045678|'ts':'never'",
        "'type':'snapshot'|'type':{}"
      })
  void failsOnWrongTypes(String documented, String wrong) {
    String frame = trades(TRADE);
    assertThat(frame).contains(documented);
    assertThat(spot.decode(frame.replace(documented, wrong))).isInstanceOf(Decoded.Failed.class);
    assertThat(spot.events().trades()).isEmpty();
    assertThat(spot.decode(frame)).isInstanceOf(Decoded.Used.class);
  }

  @Test
  void failsOnATruncatedFrame() {
    String whole = trades(TRADE);
    for (int length = 0; length < whole.length(); length++) {
      assertThat(spot.decode(whole.substring(0, length)))
          .as("%d characters", length)
          .isInstanceOf(Decoded.Failed.class);
    }
    assertThat(spot.decode(whole + "}")).isInstanceOf(Decoded.Failed.class);
  }
}
