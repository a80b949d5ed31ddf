package io.tapeline.exchange.coinbase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.ListedMarket.Status;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoinbaseProtocolTest {

  private final CoinbaseFixture coinbase = new CoinbaseFixture();
  private final ListedMarket bitcoin = coinbase.page.markets().getFirst();

  @Test
  void listsMarketsWithStepsAndStatus() {
    assertThat(bitcoin)
        .isEqualTo(
            new ListedMarket(
                Market.parse("coinbase:btc-usd"),
                "BTC-USD",
                Decimal.parse("0.01"),
                Decimal.parse("0.00000001"),
                Status.TRADING));
    assertThat(coinbase.page.markets())
        .extracting(market -> market.symbol() + " " + market.status())
        .containsExactly(
            "BTC-USD TRADING",
            "USDT-USD TRADING",
            "OLD-USD DELISTED",
            "SHY-EUR HALTED",
            "NEW-EUR HALTED");
  }

  @Test
  void saysWhatItDoesNotMapAndWhy() {
    assertThat(coinbase.page.unmapped())
        .containsOnlyKeys("BTC-USDC", "WE/IRD-USD", "BIT-26JUN26-CDE")
        .containsEntry("BTC-USDC", "shares the book of BTC-USD")
        .containsEntry("BIT-26JUN26-CDE", "not spot");
  }

  @Test
  void takesDollarPricesOfWhatTradesAsReferences() {
    assertThat(coinbase.page.usdReferencePrices())
        .isEqualTo(
            Map.of(
                new Asset("btc"), Decimal.parse("90000.5"),
                new Asset("usdt"), Decimal.parse("0.9991")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[]", "{}", "{\"products\":{}}", "{\"products\":[{}]}"})
  void refusesAnAnswerThatIsNoList(String body) {
    assertThatThrownBy(() -> coinbase.instruments(body))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void spellsInstrumentsWithoutAListAndLeavesAliasesOut() {
    Set<Instrument> wanted =
        Set.of(
            Instrument.spot("btc", "usd"),
            Instrument.spot("btc", "usdc"),
            Instrument.spot("usdt", "usdc"),
            Instrument.perpetual("btc", "usdt"));
    assertThat(coinbase.protocol.builtInMarkets(wanted))
        .extracting(ListedMarket::symbol)
        .containsExactlyInAnyOrder("BTC-USD", "USDT-USDC");
  }

  @Test
  void subscribesToHeartbeatsTradesAndTickersOfAFewMarketsAConnection() {
    List<ListedMarket> many =
        IntStream.range(0, 61)
            .mapToObj(i -> Instrument.spot("coin" + i, "usd"))
            .map(i -> coinbase.protocol.builtInMarkets(Set.of(i)).getFirst())
            .toList();
    List<ConnectionPlan> plans = coinbase.protocol.plan(many);
    assertThat(plans).extracting(ConnectionPlan::name).containsExactly("coinbase-1", "coinbase-2");
    assertThat(plans.getLast().subscribe())
        .containsExactly(
            "{\"type\":\"subscribe\",\"product_ids\":[\"COIN60-USD\"],\"channel\":\"heartbeats\"}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"COIN60-USD\"],\"channel\":\"market_trades\"}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"COIN60-USD\"],\"channel\":\"ticker\"}");
  }

  @Test
  void readsTradesForRepairOldestFirst() {
    assertThat(coinbase.protocol.tradesRequest(bitcoin, 5).orElseThrow().address().toString())
        .isEqualTo(
            "https://api.coinbase.com/api/v3/brokerage/market/products/BTC-USD/ticker?limit=1000");
    String body =
        """
        {"trades":[
         {"trade_id":"12","product_id":"BTC-USD","price":"90000","size":"1",
          "time":"2026-01-02T03:04:05.5Z","side":"SELL","bid":"","exchange":"coinbase"},
         {"trade_id":"11","product_id":"BTC-USD","price":"90001","size":"2",
          "time":"2026-01-02T03:04:05Z","side":"BUY"}],"best_bid":"1","best_ask":"2"}
        """;
    List<Trade> trades = coinbase.protocol.readTrades(bitcoin, body.getBytes(UTF_8), 9);
    assertThat(trades).extracting(trade -> trade.id().low()).containsExactly(11L, 12L);
    assertThat(trades).extracting(Trade::side).containsExactly(Side.SELL, Side.BUY);
    assertThat(trades.getLast().eventTimeNanos()).isEqualTo(CoinbaseFixture.TRADE_NANOS);
    assertThat(trades.getLast().market()).isEqualTo(bitcoin.market());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"price\":\"-1\"}", "{}", "7", "{\"time\":\"yesterday\"}"})
  void refusesTradesThatCannotBe(String change) {
    String body = "{\"trades\":[" + change + "]}";
    assertThatThrownBy(() -> coinbase.protocol.readTrades(bitcoin, body.getBytes(UTF_8), 9))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void readsAnEmptyPage() {
    InstrumentPage page = coinbase.instruments("{\"products\":[]}");
    assertThat(page.markets()).isEmpty();
    assertThat(page.next()).isEmpty();
  }
}
