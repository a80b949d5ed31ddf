package io.tapeline.exchange.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.ListedMarket.Status;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceProtocolTest {

  private static final String INFO =
      """
      {"timezone":"UTC","symbols":[
       {"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","filters":[
         {"filterType":"NEW_FILTER","x":[]},
         {"filterType":"PRICE_FILTER","minPrice":"0.01","tickSize":"0.01000000"},
         {"filterType":"LOT_SIZE","stepSize":"0.00001000"}]},
       {"symbol":"OLDBTC","status":"BREAK","baseAsset":"OLD","quoteAsset":"BTC"},
       {"symbol":"GONEBTC","status":"END_OF_DAY","baseAsset":"GONE","quoteAsset":"BTC"},
       {"symbol":"測試USDT","status":"TRADING","baseAsset":"測試","quoteAsset":"USDT"},
       {"symbol":"A/BUSDT","status":"TRADING","baseAsset":"A/B","quoteAsset":"USDT"},
       {"symbol":"HALFUSDT","status":"TRADING","quoteAsset":"USDT"}]}
      """;

  private final BinanceProtocol binance = new BinanceProtocol();
  private final InstrumentPage page = instruments(INFO);
  private final ListedMarket bitcoin = page.markets().getFirst();

  private InstrumentPage instruments(String body) {
    HttpGet request = binance.instrumentRequests(Set.of()).getFirst();
    return binance.readInstruments(request, body.getBytes(UTF_8));
  }

  @Test
  void listsMarketsWithStepsAndStatus() {
    assertThat(bitcoin)
        .isEqualTo(
            new ListedMarket(
                Market.parse("binance:btc-usdt"),
                "BTCUSDT",
                Decimal.parse("0.01"),
                Decimal.parse("0.00001"),
                Status.TRADING));
    assertThat(page.markets())
        .extracting(market -> market.symbol() + " " + market.status())
        .containsExactly("BTCUSDT TRADING", "OLDBTC HALTED", "GONEBTC DELISTED", "測試USDT TRADING");
    assertThat(page.unmapped()).containsOnlyKeys("A/BUSDT", "HALFUSDT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"symbols\":1}", "{\"symbols\":[{}]}"})
  void refusesAnAnswerThatIsNoList(String body) {
    assertThatThrownBy(() -> instruments(body)).isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void asksForTradesAndBookTickersByAddress() {
    List<ConnectionPlan> plans = binance.plan(List.of(bitcoin, page.markets().getLast()));
    assertThat(plans).hasSize(1);
    assertThat(plans.getFirst().address().toString())
        .isEqualTo(
            "wss://stream.binance.com:9443/stream?streams=btcusdt@trade/btcusdt@bookTicker"
                + "/%E6%B8%AC%E8%A9%A6usdt@trade/%E6%B8%AC%E8%A9%A6usdt@bookTicker");
    assertThat(plans.getFirst().subscribe()).isEmpty();
    assertThat(plans.getFirst().markets()).contains(bitcoin.market());
  }

  @Test
  void keepsAddressesShortAndStreamsFew() {
    List<ListedMarket> many =
        IntStream.range(0, 200)
            .mapToObj(i -> Instrument.spot("longishcoin" + i, "usdt"))
            .map(i -> binance.builtInMarkets(Set.of(i)).getFirst())
            .toList();
    List<ConnectionPlan> plans = binance.plan(many);
    assertThat(plans).hasSize(3);
    for (ConnectionPlan plan : plans) {
      assertThat(plan.address().toString().length()).isLessThan(8_000);
      assertThat(plan.address().getQuery().split("/")).hasSizeLessThanOrEqualTo(200);
    }
  }

  @Test
  void readsTradesForRepair() {
    assertThat(binance.tradesRequest(bitcoin, 5).orElseThrow().address().toString())
        .isEqualTo("https://api.binance.com/api/v3/trades?symbol=BTCUSDT&limit=1000");
    String body =
        """
        [{"id":8,"price":"4.00000100","qty":"12.00000000","quoteQty":"48.000012",
          "time":1767323045678,"isBuyerMaker":true,"isBestMatch":true},
         {"id":7,"price":"4","qty":"1","time":1767323045677,"isBuyerMaker":false}]
        """;
    List<Trade> trades = binance.readTrades(bitcoin, body.getBytes(UTF_8), 9);
    assertThat(trades).extracting(trade -> trade.id().low()).containsExactly(7L, 8L);
    assertThat(trades).extracting(Trade::side).containsExactly(Side.BUY, Side.SELL);
    assertThat(trades.getLast().price()).isEqualTo(Decimal.parse("4.000001"));
    assertThat(trades.getLast().eventTimeNanos()).isEqualTo(1_767_323_045_678_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
        "[1]",
        "[{\"id\":8,\"price\":\"-4\",\"qty\":\"1\",\"time\":1,\"isBuyerMaker\":true}]",
        "[{\"id\":8,\"price\":\"4\",\"qty\":\"1\",\"time\":1}]"
      })
  void refusesTradesThatCannotBe(String body) {
    assertThatThrownBy(() -> binance.readTrades(bitcoin, body.getBytes(UTF_8), 9))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void servesTheAmericanVenueOnItsOwnHosts() {
    BinanceUsProtocol american = new BinanceUsProtocol();
    assertThat(american.venue()).isEqualTo(new Venue("binance_us"));
    assertThat(american.name()).isEqualTo("Binance.US");
    assertThat(american.instrumentRequests(Set.of()).getFirst().address().getHost())
        .isEqualTo("api.binance.us");
    ListedMarket market = american.builtInMarkets(Set.of(Instrument.parse("btc-usd"))).getFirst();
    assertThat(market.market().id()).isEqualTo("binance_us:btc-usd");
    assertThat(american.plan(List.of(market)).getFirst().address().getHost())
        .isEqualTo("stream.binance.us");
    assertThat(american.tradesRequest(market, 1).orElseThrow().address().getHost())
        .isEqualTo("api.binance.us");
  }
}
