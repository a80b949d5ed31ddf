package io.tapeline.exchange.bybit;

import static io.tapeline.exchange.bybit.BybitFixture.EVENT_NANOS;
import static io.tapeline.exchange.bybit.BybitFixture.RECEIVED;
import static io.tapeline.exchange.bybit.BybitFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Best bid and ask, from order books and from tickers. */
class BybitQuotesTest {

  private static final Market SPOT = Market.parse("bybit:btc-usdt");

  private final BybitFixture spot = new BybitFixture("spot");
  private final BybitFixture linear = new BybitFixture("linear");

  private static String book(String depth, String type, long update, String bids, String asks) {
    return message(
        "orderbook." + depth + ".BTCUSDT",
        type,
        "{'s':'BTCUSDT','b':[%s],'a':[%s],'u':%d,'seq':1}".formatted(bids, asks, update));
  }

  private static String snapshot(long update) {
    return book("50", "snapshot", update, "['100','1'],['99','2']", "['101','3'],['102','4']");
  }

  private static String delta(long update, String bids, String asks) {
    return book("50", "delta", update, bids, asks);
  }

  private static Quote quote(String bid, String bidSize, String ask, String askSize) {
    return new Quote(
        SPOT,
        BybitFixture.decimal(bid),
        BybitFixture.decimal(bidSize),
        BybitFixture.decimal(ask),
        BybitFixture.decimal(askSize),
        EVENT_NANOS,
        RECEIVED);
  }

  private static String best(BybitFixture bybit) {
    return bybit.events().quotes().stream()
        .map(q -> q.bid() + " " + q.bidQuantity() + " " + q.ask() + " " + q.askQuantity())
        .collect(Collectors.joining(", "));
  }

  @Test
  void keepsABookAndTellsItsBest() {
    assertThat(spot.decode(snapshot(7))).isEqualTo(new Decoded.Used("orderbook"));
    assertThat(spot.events().quotes()).containsExactly(quote("100", "1", "101", "3"));
    spot.decode(delta(8, "['100','0']", ""));
    assertThat(best(spot)).isEqualTo("99 2 101 3");
    spot.decode(delta(9, "", "['101','0'],['100.5','9']"));
    assertThat(best(spot)).isEqualTo("99 2 100.5 9");
    spot.decode(delta(10, "['98','1']", "['103','1']"));
    assertThat(best(spot)).as("the best stands as it was").isEmpty();
    spot.decode(delta(11, "['99','0'],['98','0']", ""));
    assertThat(best(spot)).isEqualTo("null null 100.5 9");
  }

  @Test
  void readsABookWhateverTheOrderOfItsFields() {
    spot.decode(
        "{'cts':1,'data':{'u':7,'new':[{}],'a':[['101','3','9']],'b':[['100',1]],'s':'BTCUSDT'},"
            + "'ts':1767323045678,'type':'snapshot','topic':'orderbook.50.BTCUSDT'}");
    assertThat(spot.events().quotes()).containsExactly(quote("100", "1", "101", "3"));
  }

  @Test
  void losesTheBookOnAJumpUntilTheNextSnapshot() {
    spot.decode(snapshot(7));
    assertThat(spot.decode(delta(9, "['100','5']", ""))).isInstanceOf(Decoded.Used.class);
    assertThat(spot.events().notices())
        .containsExactly(new Notice.BookBroken(SPOT, "update 9 came instead of 8"));
    assertThat(best(spot)).as("what was best is best no more").isEqualTo("null null null null");
    spot.decode(delta(10, "['100','6']", ""));
    assertThat(spot.events().notices()).as("told once").isEmpty();
    assertThat(spot.events().quotes()).isEmpty();
    spot.decode(snapshot(20));
    assertThat(best(spot)).isEqualTo("100 1 101 3");
    spot.decode(delta(21, "['100','6']", ""));
    assertThat(best(spot)).isEqualTo("100 6 101 3");
  }

  @Test
  void startsOverWhereTheVenueCountsFromOneAgain() {
    spot.decode(snapshot(7));
    spot.decode(delta(1, "['50','1']", "['51','1']"));
    assertThat(best(spot)).isEqualTo("50 1 51 1");
    spot.decode(delta(2, "['50','2']", ""));
    assertThat(best(spot)).isEqualTo("50 2 51 1");
  }

  @Test
  void passesOverUpdatesThatItHas() {
    spot.decode(snapshot(7));
    spot.decode(delta(7, "['100','9']", ""));
    assertThat(spot.events().quotes()).isEmpty();
    assertThat(spot.events().notices()).isEmpty();
  }

  @Test
  void waitsForASnapshot() {
    assertThat(spot.decode(delta(8, "['100','9']", ""))).isInstanceOf(Decoded.Used.class);
    assertThat(spot.events().quotes()).isEmpty();
    assertThat(spot.events().notices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['99','5'],['-1','2']",
        "['99','5'],['0','2']",
        "['99','5'],['98','-2']",
        "['99','5'],['98']",
        "['99','5'],[]",
        "['99','5'],{}",
        "['99','5'],['98',null]"
      })
  void tellsThatABookIsBrokenAfterAnUpdateThatItCouldNotRead(String bids) {
    spot.decode(snapshot(7));
    assertThat(spot.decode(delta(8, bids, ""))).isInstanceOf(Decoded.Failed.class);
    assertThat(spot.events().quotes()).isEmpty();
    spot.decode(delta(9, "['100','5']", ""));
    assertThat(spot.events().notices())
        .containsExactly(new Notice.BookBroken(SPOT, "an update could not be read"));
    assertThat(best(spot)).isEqualTo("null null null null");
  }

  @Test
  void changesNothingByATruncatedUpdate() {
    spot.decode(snapshot(7));
    String update = delta(8, "['100','5']", "");
    for (int length = 0; length < update.length(); length++) {
      assertThat(spot.decode(update.substring(0, length))).isInstanceOf(Decoded.Failed.class);
    }
    spot.decode(update);
    assertThat(best(spot)).isEqualTo("100 5 101 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "200", "rpi", "full", "", "12345678"})
  void keepsToTheDepthThatCameFirst(String depth) {
    spot.decode(snapshot(7));
    assertThat(spot.decode(book(depth, "snapshot", 99, "['1','1','1']", "['2','1','1']")))
        .isEqualTo(new Decoded.Ignored("orderbook of another depth"));
    assertThat(spot.events().quotes()).isEmpty();
    spot.decode(delta(8, "['100','5']", ""));
    assertThat(best(spot)).isEqualTo("100 5 101 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpi", "full"})
  void neverTakesABookThatIsNoPlainDepth(String depth) {
    assertThat(spot.decode(book(depth, "snapshot", 9, "['1','1','1']", "")))
        .isEqualTo(new Decoded.Ignored("orderbook of another depth"));
    spot.decode(snapshot(7));
    assertThat(best(spot)).isEqualTo("100 1 101 3");
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void hasTheBestOfWhateverTheUpdatesMade(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<Integer, Integer> bids = new TreeMap<>();
    TreeMap<Integer, Integer> asks = new TreeMap<>();
    BybitFixture bybit = new BybitFixture("spot");
    bybit.decode(book("50", "snapshot", 100, "", ""));
    String told = "null null null null";
    for (int update = 101; update < 160; update++) {
      String bid = change(random, bids, 1);
      String ask = change(random, asks, 1001);
      bybit.decode(delta(update, bid, ask));
      String now = side(bids.descendingMap()) + " " + side(asks);
      assertThat(best(bybit)).isEqualTo(now.equals(told) ? "" : now);
      told = now;
    }
  }

  private static String change(SplittableRandom random, Map<Integer, Integer> side, int from) {
    int price = from + random.nextInt(8);
    int quantity = random.nextInt(3);
    if (quantity == 0) {
      side.remove(price);
    } else {
      side.put(price, quantity);
    }
    return "['%d','%d']".formatted(price, quantity);
  }

  private static String side(SortedMap<Integer, Integer> side) {
    return side.isEmpty() ? "null null" : side.firstKey() + " " + side.get(side.firstKey());
  }

  // ---------------------------------------------------------------- tickers

  private static String ticker(String type, String fields) {
    return message("tickers.BTCUSDT", type, "{'symbol':'BTCUSDT'" + fields + "}");
  }

  @Test
  void ignoresTickersOfSpotWhichHaveNoBidOrAsk() {
    assertThat(spot.decode(ticker("snapshot", ",'lastPrice':'1'")))
        .isEqualTo(new Decoded.Ignored("tickers of spot"));
  }

  @Test
  void mergesAPerpetualsTickerFromSnapshotAndChanges() {
    String whole =
        ",'volume24h':'12345678901234567890.1','bid1Price':'100','bid1Size':'1',"
            + "'ask1Price':'101','ask1Size':'3'";
    assertThat(linear.decode(ticker("delta", ",'bid1Price':'99','bid1Size':'1'")))
        .isEqualTo(new Decoded.Used("tickers"));
    assertThat(linear.events().quotes()).as("before the snapshot").isEmpty();
    linear.decode(ticker("snapshot", whole));
    assertThat(best(linear)).isEqualTo("100 1 101 3");
    linear.decode(ticker("delta", ",'bid1Size':'5'"));
    assertThat(best(linear)).isEqualTo("100 5 101 3");
    linear.decode(ticker("delta", ",'ask1Price':'102'"));
    assertThat(best(linear)).isEqualTo("100 5 102 3");
    linear.decode(ticker("delta", ",'markPrice':'7'"));
    assertThat(best(linear)).isEmpty();
    linear.decode(ticker("delta", ",'bid1Price':'','bid1Size':''"));
    assertThat(best(linear)).isEqualTo("null null 102 3");
    linear.decode(ticker("snapshot", ",'lastPrice':'7'"));
    assertThat(best(linear)).as("says nothing of bid and ask").isEmpty();
  }

  @Test
  void takesTheBookWhereTheConnectionCarriesOne() {
    linear.decode(ticker("snapshot", ",'bid1Price':'1','bid1Size':'1'"));
    linear.decode(snapshot(7));
    assertThat(best(linear)).isEqualTo("100 1 101 3");
    assertThat(linear.decode(ticker("snapshot", ",'bid1Price':'2','bid1Size':'1'")))
        .isEqualTo(new Decoded.Used("tickers"));
    assertThat(linear.events().quotes()).isEmpty();
  }

  @Test
  void waitsForASnapshotAfterATickerThatItCouldNotRead() {
    linear.decode(ticker("snapshot", ",'bid1Price':'100','bid1Size':'1'"));
    for (String wrong : List.of("'-1'", "[]", "'x'")) {
      assertThat(linear.decode(ticker("delta", ",'bid1Size':'9','bid1Price':" + wrong)))
          .as(wrong)
          .isInstanceOf(Decoded.class);
      assertThat(linear.events().quotes()).isEmpty();
    }
    linear.decode(ticker("delta", ",'bid1Size':'2'"));
    assertThat(linear.events().quotes()).isEmpty();
    linear.decode(ticker("snapshot", ",'bid1Price':'100','bid1Size':'1'"));
    assertThat(best(linear)).isEqualTo("100 1 null null");
  }
}
