package io.tapeline.exchange.bybit;

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
import io.tapeline.market.TradeId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BybitProtocolTest {

  private static final String LINEAR =
      """
      {"retCode":0,"result":{"category":"linear","nextPageCursor":"a%2Cb c","list":[
       {"symbol":"BTCUSDT","contractType":"LinearPerpetual","status":"Trading","baseCoin":"BTC",
        "quoteCoin":"USDT","priceFilter":{"tickSize":"0.10"},"lotSizeFilter":{"qtyStep":"0.001"}},
       {"symbol":"BTCPERP","contractType":"LinearPerpetual","status":"PreLaunch","baseCoin":"BTC",
        "quoteCoin":"USDC"},
       {"symbol":"BTCUSDT-26MAR27","contractType":"LinearFutures","status":"Trading",
        "baseCoin":"BTC","quoteCoin":"USDT"},
       {"symbol":"A/BUSDT","contractType":"LinearPerpetual","status":"Trading","baseCoin":"A/B",
        "quoteCoin":"USDT"}]}}
      """;
  private static final String SPOT =
      """
      {"retCode":0,"result":{"category":"spot","list":[
       {"symbol":"BTCUSDT","status":"Trading","baseCoin":"BTC","quoteCoin":"USDT",
        "priceFilter":{"tickSize":"0.1"},"lotSizeFilter":{"basePrecision":"0.000001"}}]}}
      """;

  private final BybitProtocol bybit = new BybitProtocol();

  private InstrumentPage instruments(String body) {
    HttpGet request = bybit.instrumentRequests(Set.of()).getFirst();
    return bybit.readInstruments(request, body.getBytes(UTF_8));
  }

  @Test
  void listsPerpetualsAsMarketsOfTheirOwn() {
    InstrumentPage page = instruments(LINEAR);
    assertThat(page.markets())
        .containsExactly(
            new ListedMarket(
                Market.parse("bybit:btc-usdt-perp"),
                "BTCUSDT",
                Decimal.parse("0.1"),
                Decimal.parse("0.001"),
                Status.TRADING),
            new ListedMarket(
                Market.parse("bybit:btc-usdc-perp"), "BTCPERP", null, null, Status.HALTED));
    assertThat(page.unmapped())
        .containsOnlyKeys("linear:BTCUSDT-26MAR27", "linear:A/BUSDT")
        .containsEntry("linear:BTCUSDT-26MAR27", "no linear perpetual");
  }

  @Test
  void asksForTheNextPage() {
    assertThat(instruments(LINEAR).next())
        .containsExactly(
            HttpGet.of(
                "https://api.bybit.com/v5/market/instruments-info?&category=linear&status=Trading"
                    + "&limit=1000&cursor=a%252Cb+c"));
    assertThat(instruments(SPOT).next()).isEmpty();
  }

  @Test
  void listsSpot() {
    assertThat(instruments(SPOT).markets())
        .containsExactly(
            new ListedMarket(
                Market.parse("bybit:btc-usdt"),
                "BTCUSDT",
                Decimal.parse("0.1"),
                Decimal.parse("0.000001"),
                Status.TRADING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"retCode\":10001,\"retMsg\":\"params error\",\"result\":{}}",
        "{\"result\":{\"category\":\"spot\"}}",
        "{\"result\":{\"category\":\"spot\",\"list\":[{}]}}"
      })
  void refusesAnAnswerThatIsNoList(String body) {
    assertThatThrownBy(() -> instruments(body)).isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void spellsInstrumentsWithoutAListAndLeavesOutWhatCannotBe() {
    Set<Instrument> wanted =
        Set.of(
            Instrument.parse("btc-usdt"),
            Instrument.parse("btc-usdt-perp"),
            Instrument.parse("eth-usdc-perp"),
            Instrument.parse("eth-usd-perp"));
    assertThat(bybit.builtInMarkets(wanted))
        .extracting(market -> market.market().instrument() + " " + market.symbol())
        .containsExactlyInAnyOrder(
            "btc-usdt BTCUSDT", "btc-usdt-perp BTCUSDT", "eth-usdc-perp ETHPERP");
  }

  @Test
  void subscribesTenTopicsAMessageAndPings() {
    List<ListedMarket> markets =
        IntStream.range(0, 6)
            .mapToObj(i -> Instrument.spot("coin" + i, "usdt"))
            .map(i -> bybit.builtInMarkets(Set.of(i)).getFirst())
            .toList();
    ConnectionPlan plan = bybit.plan(markets).getFirst();
    assertThat(plan.address().toString()).isEqualTo("wss://stream.bybit.com/v5/public/spot");
    assertThat(plan.subscribe()).hasSize(2);
    assertThat(plan.subscribe().getFirst().split(",")).hasSize(11);
    assertThat(plan.subscribe().getLast())
        .isEqualTo(
            "{\"op\":\"subscribe\",\"args\":[\"publicTrade.COIN5USDT\",\"orderbook.1.COIN5USDT\"]}");
    assertThat(plan.keepalive())
        .isEqualTo(
            new ConnectionPlan.Keepalive("{\"op\":\"ping\"}", java.time.Duration.ofSeconds(20)));
  }

  @Test
  void connectsToSpotAndLinearApart() {
    List<ListedMarket> markets =
        bybit.builtInMarkets(
            Set.of(Instrument.parse("btc-usdt"), Instrument.parse("btc-usdt-perp")));
    assertThat(bybit.plan(markets))
        .extracting(plan -> plan.address().getPath())
        .containsExactly("/v5/public/spot", "/v5/public/linear");
  }

  @Test
  void readsTradesForRepairOldestFirst() {
    ListedMarket market = instruments(LINEAR).markets().getFirst();
    assertThat(bybit.tradesRequest(market, 1).orElseThrow().address().toString())
        .isEqualTo(
            "https://api.bybit.com/v5/market/recent-trade?category=linear&symbol=BTCUSDT&limit=1000");
    assertThat(
            bybit.tradesRequest(instruments(SPOT).markets().getFirst(), 1).orElseThrow().address())
        .hasParameter("limit", "60")
        .hasParameter("category", "spot");
    String body =
        """
        {"retCode":0,"result":{"category":"linear","list":[
         {"execId":"a905d5c3-1ed0-4f37-83e4-9c73a2fe2f01","symbol":"BTCUSDT","price":"90000.5",
          "size":"0.005","side":"Buy","time":"1767323045678","isBlockTrade":false},
         {"execId":"2290000000067341890","symbol":"BTCUSDT","price":"90000","size":"1",
          "side":"Sell","time":"1767323045677","isBlockTrade":false}]}}
        """;
    List<Trade> trades = bybit.readTrades(market, body.getBytes(UTF_8), 9);
    assertThat(trades)
        .extracting(Trade::id)
        .containsExactly(
            TradeId.of(2_290_000_000_067_341_890L),
            TradeId.of(UUID.fromString("a905d5c3-1ed0-4f37-83e4-9c73a2fe2f01")));
    assertThat(trades).extracting(Trade::side).containsExactly(Side.SELL, Side.BUY);
    assertThat(trades.getLast().eventTimeNanos()).isEqualTo(BybitFixture.EVENT_NANOS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"retCode\":10001,\"result\":{}}",
        "{\"result\":{\"list\":[{\"execId\":\"x-y\",\"price\":\"1\",\"size\":\"1\",\"time\":\"1\"}]}}",
        "{\"result\":{\"list\":[{\"execId\":\"1\",\"price\":\"-1\",\"size\":\"1\",\"time\":\"1\"}]}}"
      })
  void refusesTradesThatCannotBe(String body) {
    ListedMarket market = instruments(SPOT).markets().getFirst();
    assertThatThrownBy(() -> bybit.readTrades(market, body.getBytes(UTF_8), 9))
        .isInstanceOf(MalformedFrameException.class);
  }
}
