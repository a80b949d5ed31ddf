package io.tapeline.exchange.coinbase;

import static io.tapeline.exchange.coinbase.CoinbaseFixture.MESSAGE_NANOS;
import static io.tapeline.exchange.coinbase.CoinbaseFixture.RECEIVED;
import static io.tapeline.exchange.coinbase.CoinbaseFixture.TRADE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoinbaseCodecTest {

  private static final Market MARKET = Market.parse("coinbase:btc-usd");
  private static final String TRADE =
      "{'product_id':'BTC-USD','trade_id':'500','price':'90000.10','size':'0.0120',"
          + "'time':'2026-01-02T03:04:05.5Z','side':'SELL'}";
  private static final String TICKER =
      "{'type':'ticker','product_id':'BTC-USD','price':'1','volume_24_h':'12345678901234567890.5',"
          + "'best_bid':'90000.1','best_ask':'90000.2','best_bid_quantity':'0.5',"
          + "'best_ask_quantity':'0.25'}";

  private final CoinbaseFixture coinbase = new CoinbaseFixture();

  private Decoded decode(String frame) {
    return coinbase.decode(frame.replace('\'', '"'));
  }

  private static String frame(String channel, int sequence, String events) {
    return ("{'channel':'%s','client_id':'','timestamp':'2026-01-02T03:04:05.678901234Z',"
            + "'sequence_num':%d,'events':[%s]}")
        .formatted(channel, sequence, events);
  }

  private static String trades(String type, String... trades) {
    return frame(
        "market_trades",
        0,
        "{'type':'%s','trades':[%s]}".formatted(type, String.join(",", trades)));
  }

  private static String ticker(String channel, String ticker) {
    return frame(channel, 0, "{'type':'update','tickers':[%s]}".formatted(ticker));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'channel':'market_trades','timestamp':'2026-01-02T03:04:05Z','sequence_num':1,'events':"
            + "[{'type':'update','trades':["
            + TRADE
            + "]}]}",
        // events before what they are, numbers unquoted, fields that are new, white space
        " {'events' : [{'trades':[{'side':'SELL','time':'2026-01-02T03:04:05.500000000Z','x':{'y':[]},"
            + "'size':1.2e-2,'price':90000.1,'trade_id':500,'product_id':'BTC-USD'}],'z':null}] ,"
            + "'sequence_num':1,'new':true,'timestamp':'2026-01-02T03:04:05Z','channel':'market_trades'}"
      })
  void readsATradeWhateverTheOrderOfItsFields(String frame) {
    assertThat(decode(frame)).isEqualTo(new Decoded.Used("market_trades"));
    assertThat(coinbase.events().trades())
        .containsExactly(
            new Trade(
                MARKET,
                TradeId.of(500),
                Decimal.parse("90000.1"),
                Decimal.parse("0.012"),
                Side.BUY,
                TRADE_NANOS,
                RECEIVED,
                1));
    assertThat(coinbase.events().isSnapshot()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"BUY, SELL", "SELL, BUY", "UNKNOWN_ORDER_SIDE, UNKNOWN"})
  void takesTheSideForTheRestingOrders(String said, Side aggressor) {
    decode(trades("update", TRADE.replace("SELL", said)));
    assertThat(coinbase.events().trades().getFirst().side()).isEqualTo(aggressor);
  }

  @Test
  void tellsTheOldestOfASnapshotFirstAndThatItIsHistory() {
    decode(trades("snapshot", TRADE, TRADE.replace("500", "499"), TRADE.replace("500", "498")));
    assertThat(coinbase.events().isSnapshot()).isTrue();
    assertThat(coinbase.events().trades())
        .extracting(trade -> trade.id().low())
        .containsExactly(498L, 499L, 500L);
  }

  @Test
  void leavesTradesThatAreInOrderAlone() {
    decode(trades("update", TRADE, TRADE.replace("500", "501")));
    assertThat(coinbase.events().trades())
        .extracting(trade -> trade.id().low())
        .containsExactly(500L, 501L);
  }

  @Test
  void takesOnlyTheTradesOfItsMarkets() {
    String other = TRADE.replace("BTC-USD", "BTC-USDC");
    assertThat(decode(trades("update", other))).isEqualTo(new Decoded.Ignored("unmapped market"));
    assertThat(decode(trades("update", other, TRADE))).isInstanceOf(Decoded.Used.class);
    assertThat(coinbase.events().trades()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ticker", "ticker_batch"})
  void readsATicker(String channel) {
    assertThat(decode(ticker(channel, TICKER))).isEqualTo(new Decoded.Used(channel));
    assertThat(coinbase.events().quotes()).containsExactly(quote(MESSAGE_NANOS));
  }

  @Test
  void readsATickerWhoseTimeComesLast() {
    decode(
        "{'channel':'ticker','events':[{'tickers':["
            + TICKER
            + "]}],'timestamp':'2026-01-02T03:04:05.678901234Z'}");
    assertThat(coinbase.events().quotes()).containsExactly(quote(MESSAGE_NANOS));
  }

  private static Quote quote(long time) {
    return new Quote(
        MARKET,
        Decimal.parse("90000.1"),
        Decimal.parse("0.5"),
        Decimal.parse("90000.2"),
        Decimal.parse("0.25"),
        time,
        RECEIVED);
  }

  @Test
  void takesNothingFromATickerWithoutBidAndAsk() {
    Decoded decoded =
        decode(ticker("ticker_batch", "{'type':'ticker','product_id':'BTC-USD','price':'1'}"));
    assertThat(decoded).isEqualTo(new Decoded.Used("ticker_batch"));
    assertThat(coinbase.events().quotes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'0'", "0", "null"})
  void takesASideWithoutPriceAsEmpty(String price) {
    decode(ticker("ticker", TICKER.replace("'90000.1'", price)));
    Quote quote = coinbase.events().quotes().getFirst();
    assertThat(quote.bid()).isNull();
    assertThat(quote.bidQuantity()).isNull();
    assertThat(quote.ask()).isEqualTo(Decimal.parse("90000.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "l2_data, Ignored",
    "level2, Ignored",
    "candles, Ignored",
    "status, Ignored",
    "user, Ignored",
    "futures_balance_summary, Ignored",
    "subscriptions, Control",
    "heartbeats, Control"
  })
  void knowsTheOtherChannels(String channel, String kind) {
    Decoded decoded = decode(frame(channel, 3, "{'type':'update','any':[1,{'a':null}]}"));
    assertThat(decoded.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(decoded.type()).isEqualTo(channel);
  }

  @Test
  void doesNotKnowANewChannel() {
    assertThat(decode(frame("rumours", 1, "{}"))).isInstanceOf(Decoded.Unknown.class);
  }

  @Test
  void passesOnARefusal() {
    assertThat(decode("{'type':'error','message':'rate limit exceeded','x':1}"))
        .isEqualTo(new Decoded.Control("error"));
    assertThat(coinbase.events().notices())
        .containsExactly(new Notice.Refused("subscription", "rate limit exceeded"));
  }

  @Test
  void reportsAJumpOfTheSequenceOnceWhateverTheChannel() {
    decode(frame("heartbeats", 7, "{}"));
    assertThat(coinbase.events().notices()).isEmpty();
    decode(frame("l2_data", 8, "{}"));
    assertThat(coinbase.events().notices()).isEmpty();
    decode(frame("heartbeats", 11, "{}"));
    assertThat(coinbase.events().notices()).containsExactly(new Notice.MessagesLost(9, 11));
    decode(frame("rumours", 12, "{}"));
    assertThat(coinbase.events().notices()).isEmpty();
  }

  @Test
  void missesAMessageThatItCouldNotRead() {
    decode(frame("heartbeats", 1, "{}"));
    decode(frame("market_trades", 2, "{'trades':[{}]}"));
    decode(frame("heartbeats", 3, "{}"));
    assertThat(coinbase.events().notices()).containsExactly(new Notice.MessagesLost(2, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'price':'-1'",
        "'price':'0'",
        "'price':{}",
        "'price':null",
        "'price':'1x'",
        "'price':'12345678901234567890123'",
        "'y':1"
      })
  void failsOnATradeWithoutAPriceThatCanBe(String price) {
    String frame = trades("update", TRADE, TRADE.replace("'price':'90000.10'", price));
    assertThat(decode(frame)).isInstanceOf(Decoded.Failed.class);
    assertThat(coinbase.events().trades()).isEmpty();
    assertThat(decode(trades("update", TRADE))).isInstanceOf(Decoded.Used.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'trade_id':'500'|'trade_id':'-1'",
        "'trade_id':'500'|'trade_id':''",
        "'trade_id':'500'|'trade_id':1.5",
        "'size':'0.0120'|'size':'-0.1'",
        "'time':'2026-01-02T03:04:05.5Z'|'time':1767323045",
        "'time':'2026-01-02T03:04:05.5Z'|'time':'2026-02-30T03:04:05Z'",
        "'side':'SELL'|'side':1",
        "'product_id':'BTC-USD'|'product_id':7",
        "'sequence_num':0|'sequence_num':'none'",
        "'channel':'market_trades'|'channel':5",
        "'channel':'market_trades'|'y':5",
        "'events':[|'events':{'a':1},'other':["
      })
  void failsOnWrongTypes(String documented, String wrong) {
    String frame = trades("update", TRADE);
    assertThat(frame).contains(documented);
    assertThat(decode(frame.replace(documented, wrong))).isInstanceOf(Decoded.Failed.class);
  }

  @Test
  void failsOnATruncatedFrameAndForgetsIt() {
    String whole = trades("update", TRADE);
    for (int length = 0; length < whole.length(); length++) {
      assertThat(decode(whole.substring(0, length)))
          .as("%d characters", length)
          .isInstanceOf(Decoded.Failed.class);
      assertThat(coinbase.events().trades()).isEmpty();
    }
    assertThat(decode(whole + "}")).isInstanceOf(Decoded.Failed.class);
  }
}
