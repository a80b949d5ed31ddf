package io.tapeline.exchange.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameDecoder;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceCodecTest {

  private static final Market MARKET = Market.parse("binance:btc-usdt");
  private static final long EVENT_NANOS = 1_767_323_045_678_000_000L;
  private static final long RECEIVED = EVENT_NANOS + 20_000_000;
  private static final String MATCH =
      "{'e':'trade','E':1767323045679,'s':'BTCUSDT','t':500,'p':'90000.10000000','q':'0.01200000',"
          + "'T':1767323045678,'m':true,'M':true}";
  private static final String AGGREGATE =
      "{'e':'aggTrade','E':1767323045679,'s':'BTCUSDT','a':77,'p':'90000.1','q':'0.012','f':498,"
          + "'l':500,'T':1767323045678,'m':false,'M':true}";
  private static final String BOOK_TICKER =
      "{'u':9,'s':'BTCUSDT','b':'90000.1','B':'0.5','a':'90000.2','A':'0.25'}";

  private final FrameDecoder decoder = decoder();

  private static FrameDecoder decoder() {
    BinanceProtocol protocol = new BinanceProtocol();
    return new FrameDecoder(
        protocol.codec(
            URI.create("wss://stream.binance.com:9443/stream"),
            protocol.builtInMarkets(Set.of(Instrument.parse("btc-usdt")))),
        1 << 20);
  }

  private Decoded decode(String frame) {
    byte[] bytes = frame.replace('\'', '"').getBytes(UTF_8);
    return decoder.decode(bytes, 0, bytes.length, RECEIVED);
  }

  private FrameEvents events() {
    return decoder.events();
  }

  private static String combined(String stream, String data) {
    return "{'stream':'" + stream + "','data':" + data + "}";
  }

  private static Trade trade(Side side, int matches) {
    return new Trade(
        MARKET,
        TradeId.of(500),
        Decimal.parse("90000.1"),
        Decimal.parse("0.012"),
        side,
        EVENT_NANOS,
        RECEIVED,
        matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MATCH,
        "{'stream':'btcusdt@trade','data':" + MATCH + "}",
        "{'data':" + MATCH + ",'stream':'btcusdt@trade'}",
        "{'new':{'a':[1]},'data':" + MATCH + ",'x':'1','stream':'btcusdt@trade','y':null}",
        "{'new':1,'stream':'btcusdt@trade','data':" + MATCH + "}",
        "{'data':" + MATCH + "}",
        // of a stream whose name we don't know, but whose event we do
        "{'stream':'btcusdt@trade2','data':" + MATCH + "}",
        "{'stream':'btcusdt@matches','data':" + MATCH + "}",
        // the event's name last, numbers unquoted, order ids, more fields, white space
        " { 'm' : true , 'zz':{'e':'kline'},'q':1.2e-2,'p':90000.1,'b':88,'a':50,'T':1767323045678,"
            + "'t':500, 'Z':[[]],'s':'BTCUSDT','e':'trade' } "
      })
  void readsAMatchWhateverTheOrderOfItsFields(String frame) {
    assertThat(decode(frame)).isEqualTo(new Decoded.Used("trade"));
    assertThat(events().trades()).containsExactly(trade(Side.SELL, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        AGGREGATE,
        "{'stream':'btcusdt@aggTrade','data':" + AGGREGATE + "}",
        "{'data':{'l':500,'f':498,'m':false,'T':1767323045678,'q':'0.0120','p':'90000.10','a':77,"
            + "'s':'BTCUSDT','e':'aggTrade'},'stream':'btcusdt@aggTrade'}"
      })
  void readsAnAggregateAsTheMatchesItHolds(String frame) {
    assertThat(decode(frame)).isEqualTo(new Decoded.Used("aggTrade"));
    assertThat(events().trades()).containsExactly(trade(Side.BUY, 3));
    assertThat(events().trades().getFirst().firstNumber()).isEqualTo(498);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BOOK_TICKER,
        "{'stream':'btcusdt@bookTicker','data':" + BOOK_TICKER + "}",
        "{'stream':'!bookTicker','data':" + BOOK_TICKER + "}",
        "{'data':{'A':0.25,'a':90000.2,'B':0.5,'b':90000.1,'n':{},'s':'BTCUSDT'},"
            + "'stream':'btcusdt@bookTicker'}"
      })
  void readsABookTickerAsOfWhenItCame(String frame) {
    assertThat(decode(frame)).isEqualTo(new Decoded.Used("bookTicker"));
    assertThat(events().quotes()).containsExactly(quote(RECEIVED));
  }

  @Test
  void takesABookTickersTimeWhereThereIsOne() {
    decode(BOOK_TICKER.replace("'u':9", "'e':'bookTicker','E':1767323045678"));
    assertThat(events().quotes()).containsExactly(quote(EVENT_NANOS));
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
  void takesASideAtPriceZeroAsEmpty() {
    decode(BOOK_TICKER.replace("'b':'90000.1','B':'0.5'", "'b':'0.00000000','B':'0.00000000'"));
    assertThat(events().quotes().getFirst().bid()).isNull();
    assertThat(events().quotes().getFirst().bidQuantity()).isNull();
    assertThat(events().quotes().getFirst().ask()).isEqualTo(Decimal.parse("90000.2"));
  }

  @Test
  void readsMicrosecondsWhereTheSocketWasAskedForThem() {
    decode(MATCH.replace("'T':1767323045678", "'T':1767323045678123"));
    assertThat(events().trades().getFirst().eventTimeNanos()).isEqualTo(EVENT_NANOS + 123_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "btcusdt@depth@100ms | {'e':'depthUpdate','E':1,'s':'BTCUSDT','U':1,'u':2,'b':[['1','2']],'a':[]} | depth",
        "btcusdt@depth | {'E':1,'s':'BTCUSDT','b':[['1','2']],'a':[],'e':'depthUpdate'} | depth",
        "btcusdt@depth20@100ms | {'lastUpdateId':160,'bids':[['0.0024','10']],'asks':[]} | depth",
        "btcusdt@kline_1m@+08:00 | {'e':'kline','E':1,'s':'BTCUSDT','k':{'t':1,'e':'trade'}} | kline",
        "btcusdt@ticker | {'e':'24hrTicker','p':'-0.0015','q':'123456789012345678901234.5','b':'1','a':'2'} | ticker",
        "btcusdt@ticker_1h | {'e':'1hTicker','p':'0.0015'} | ticker",
        "btcusdt@ticker_1d | {'q':'123456789012345678901234.5','p':'-1','e':'1dTicker'} | ticker",
        "btcusdt@miniTicker | {'e':'24hrMiniTicker','c':'0.0025'} | miniTicker",
        "!miniTicker@arr | [{'e':'24hrMiniTicker','c':'0.0025'},{'e':'24hrMiniTicker'}] | miniTicker",
        "!ticker@arr | [{'e':'24hrTicker','p':'-1'}] | ticker",
        "!ticker_4h@arr | [{'e':'4hTicker'}] | ticker",
        "btcusdt@avgPrice | {'e':'avgPrice','w':'25776.86','T':1693907032213} | avgPrice",
        "btcusdt@referencePrice | {'e':'referencePrice','r':'1'} | referencePrice",
        "btcusdt@blockTrade | {'e':'blockTrade','t':1,'p':'1','q':'2','T':3} | blockTrade"
      })
  void ignoresOnPurposeCombinedAndRaw(String stream, String data, String type) {
    Decoded ignored = new Decoded.Ignored(type);
    assertThat(decode(combined(stream, data))).isEqualTo(ignored);
    assertThat(decode("{'data':" + data + ",'stream':'" + stream + "'}")).isEqualTo(ignored);
    assertThat(decode(data)).isEqualTo(ignored);
    assertThat(decode(combined(stream, "{'e':"))).isInstanceOf(Decoded.Failed.class);
    assertThat(events().trades()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"executionReport", "outboundAccountPosition", "listStatus"})
  void ignoresAnAccountsOwnEvents(String event) {
    assertThat(decode("{'e':'" + event + "','E':1}")).isEqualTo(new Decoded.Ignored("account"));
  }

  @ParameterizedTest
  @ValueSource(strings = {MATCH, AGGREGATE, BOOK_TICKER})
  void ignoresWhatIsOfAnotherMarket(String data) {
    assertThat(decode(data.replace("BTCUSDT", "XYZUSDT")))
        .isEqualTo(new Decoded.Ignored("unmapped market"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'result':null,'id':1}", "{'id':'a','result':['btcusdt@trade']}"})
  void takesAnAnswerAsControl(String frame) {
    assertThat(decode(frame)).isEqualTo(new Decoded.Control("result"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':2,'msg':'Invalid request'}",
        "{'code':2,'msg':'Invalid request','id':7}",
        "{'error':{'code':2,'msg':'Invalid request'},'id':7}",
        "{'id':7,'error':{'msg':'Invalid request','code':2}}"
      })
  void passesOnARefusal(String frame) {
    assertThat(decode(frame)).isEqualTo(new Decoded.Control("error"));
    assertThat(events().notices())
        .containsExactly(new Notice.Refused("request", "Invalid request"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'e':'serverShutdown','E':1770123456789}",
        "{'stream':'!serverShutdown','data':{'e':'serverShutdown','E':1}}",
        "{'event':{'e':'serverShutdown','E':1}}"
      })
  void connectsAgainBeforeTheServerGoes(String frame) {
    assertThat(decode(frame)).isEqualTo(new Decoded.Control("serverShutdown"));
    assertThat(events().notices()).hasSize(1).first().isInstanceOf(Notice.ReconnectAsked.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'e':'rumour','E':1}",
        "{'stream':'btcusdt@rumour','data':{'e':'rumour'}}",
        "{'stream':'btcusdt@rumour','data':{'x':1}}",
        "{'stream':'btcusdt@trade'}",
        "{'stream':'','data':{}}",
        "{}",
        "[{'e':'rumour'}]",
        "[[]]",
        "[" + MATCH + "]"
      })
  void doesNotKnowWhatIsNew(String frame) {
    assertThat(decode(frame)).isInstanceOf(Decoded.Unknown.class);
    assertThat(events().trades()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'p':'90000.10000000'|'p':'-1'",
        "'p':'90000.10000000'|'p':'0'",
        "'p':'90000.10000000'|'p':[]",
        "'p':'90000.10000000'|'p':null",
        "'p':'90000.10000000'|'pp':'1'",
        "'q':'0.01200000'|'q':'-0.1'",
        "'q':'0.01200000'|'q':true",
        "'t':500|'t':'x'",
        "'t':500|'t':-5",
        "'t':500|'t':5.5",
        "'t':500|'tt':5",
        "'T':1767323045678|'T':'soon'",
        "'T':1767323045678|'T':9223372036854775807",
        "'m':true|'m':'true'",
        "'m':true|'n':true",
        "'s':'BTCUSDT'|'s':1",
        "'e':'trade'|'e':1"
      })
  void failsOnWrongTypes(String documented, String wrong) {
    assertThat(MATCH).contains(documented);
    String frame = MATCH.replace(documented, wrong);
    assertThat(decode(frame)).isInstanceOf(Decoded.Failed.class);
    assertThat(decode(combined("btcusdt@trade", frame)))
        .satisfiesAnyOf(
            decoded -> assertThat(decoded).isInstanceOf(Decoded.Failed.class),
            decoded -> assertThat(wrong).isEqualTo("'e':1"));
    assertThat(decode(MATCH)).isInstanceOf(Decoded.Used.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'f':501", "'f':-1", "'f':'x'", "'g':1", "'f':-9000000000"})
  void failsOnAnAggregateOfNoMatches(String first) {
    assertThat(decode(AGGREGATE.replace("'f':498", first))).isInstanceOf(Decoded.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'b':'-1'", "'b':null", "'b':{}", "'c':'1'"})
  void failsOnABookTickerWithoutABidThatCanBe(String bid) {
    String data = BOOK_TICKER.replace("'b':'90000.1'", bid);
    assertThat(decode(combined("btcusdt@bookTicker", data))).isInstanceOf(Decoded.Failed.class);
    assertThat(events().quotes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"btcusdt@trade", "btcusdt@depth"})
  void failsOnATruncatedFrame(String stream) {
    String whole = combined(stream, MATCH);
    for (int length = 0; length < whole.length(); length++) {
      assertThat(decode(whole.substring(0, length)))
          .as("%d characters", length)
          .isInstanceOf(Decoded.Failed.class);
      assertThat(events().trades()).isEmpty();
    }
    assertThat(decode(whole + "}")).isInstanceOf(Decoded.Failed.class);
  }
}
