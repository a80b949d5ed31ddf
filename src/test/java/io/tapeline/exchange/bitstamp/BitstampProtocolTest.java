package io.tapeline.exchange.bitstamp;

import static io.tapeline.exchange.bitstamp.BitstampFixture.RECEIVED;
import static io.tapeline.exchange.bitstamp.BitstampFixture.decimal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BitstampProtocolTest {

  private final BitstampFixture bitstamp = new BitstampFixture();

  @Test
  void mapsPairsByTheirNames() {
    assertThat(bitstamp.page.markets())
        .containsExactly(
            new ListedMarket(
                Market.parse("bitstamp:btc-usd"),
                "btcusd",
                decimal("0.01"),
                decimal("0.00000001"),
                ListedMarket.Status.TRADING),
            new ListedMarket(
                Market.parse("bitstamp:eth2-eth"),
                "eth2eth",
                null,
                null,
                ListedMarket.Status.HALTED));
    assertThat(bitstamp.page.unmapped()).containsOnlyKeys("odd", "btcusd-perp");
  }

  @Test
  void readsTheNewerListToo() {
    InstrumentPage page =
        bitstamp.instruments(
            """
            [{"name":"SOL/EUR","market_symbol":"soleur","base_currency":"SOL","base_decimals":8,
              "counter_currency":"EUR","counter_decimals":0,"trading":"Enabled",
              "market_type":"SPOT"},
             {"name":"BTC/USD-PERP","market_symbol":"btcusd-perp","base_currency":"BTC",
              "counter_currency":"USD","trading":"Enabled","market_type":"PERPETUAL"}]
            """);
    assertThat(page.markets()).hasSize(1);
    assertThat(page.markets().getFirst().market().id()).isEqualTo("bitstamp:sol-eur");
    assertThat(page.markets().getFirst().tickSize()).isEqualTo(decimal("1"));
    assertThat(page.unmapped()).containsEntry("btcusd-perp", "not spot");
  }

  @Test
  void refusesAnAnswerThatIsNoList() {
    assertThatThrownBy(() -> bitstamp.instruments("{\"error\":\"slow down\"}"))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void leavesOutInstrumentsThatWouldShareASymbol() {
    List<ListedMarket> markets =
        bitstamp.protocol.builtInMarkets(
            Set.of(
                Instrument.spot("btc", "usd"),
                Instrument.perpetual("btc", "usd"),
                Instrument.spot("eth", "eur"),
                Instrument.spot("ethe", "ur")));
    assertThat(markets).extracting(ListedMarket::symbol).containsExactly("btcusd");
  }

  @Test
  void plansTradesAndBooksOfFortyMarketsOnAConnection() {
    List<ListedMarket> markets =
        IntStream.range(0, 50).mapToObj(BitstampProtocolTest::numbered).toList();
    List<ConnectionPlan> plans = bitstamp.protocol.plan(markets);
    assertThat(plans).extracting(ConnectionPlan::name).containsExactly("bitstamp-1", "bitstamp-2");
    assertThat(plans.getFirst().subscribe())
        .hasSize(80)
        .startsWith(
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_a0usd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"order_book_a0usd\"}}");
    assertThat(plans.getLast().markets()).hasSize(10);
  }

  private static ListedMarket numbered(int number) {
    return new ListedMarket(
        Market.parse("bitstamp:a%d-usd".formatted(number)),
        "a%dusd".formatted(number),
        null,
        null,
        ListedMarket.Status.TRADING);
  }

  @Test
  void repairsFromTheLastHourTheOldestFirst() {
    ListedMarket market = bitstamp.page.markets().getFirst();
    assertThat(bitstamp.protocol.tradesRequest(market, 5))
        .contains(HttpGet.of("https://www.bitstamp.net/api/v2/transactions/btcusd/?time=hour"));
    String body =
        """
        [{"date":"1767323046","tid":"702","price":"100.5","amount":"0.2","type":"1"},
         {"date":"1767323045","tid":701,"price":"100","amount":"0.10000000"}]
        """;
    assertThat(bitstamp.protocol.readTrades(market, body.getBytes(UTF_8), RECEIVED))
        .containsExactly(
            trade(701, "100", "0.1", Side.UNKNOWN, 1_767_323_045_000_000_000L),
            trade(702, "100.5", "0.2", Side.SELL, 1_767_323_046_000_000_000L));
  }

  private static Trade trade(long id, String price, String amount, Side side, long time) {
    return new Trade(
        Market.parse("bitstamp:btc-usd"),
        TradeId.of(id),
        decimal(price),
        decimal(amount),
        side,
        time,
        RECEIVED,
        1);
  }
}
