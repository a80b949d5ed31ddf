package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.kraken.KrakenFixture.RECEIVED;
import static io.tapeline.exchange.kraken.KrakenFixture.decimal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tapeline.TestData;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.ListedMarket.Status;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KrakenProtocolTest {

  private static final String ROWS =
      "{\"error\":[],\"result\":{\"XXBTZUSD\":["
          + "[\"90211.0\",\"0.5\",1767323046.5,\"s\",\"m\",\"\",501],"
          + "[\"90210.5\",\"0.015\",1767323045.6789014,\"b\",\"l\",\"\",500]],\"last\":\"17\"}}";

  private final KrakenFixture kraken = new KrakenFixture(KrakenFixture.V2);

  @Test
  void mapsKrakensOwnNamesAndStatuses() {
    assertThat(kraken.page.markets())
        .extracting(m -> m.market().id(), ListedMarket::symbol, ListedMarket::status)
        .containsExactlyInAnyOrder(
            tuple("kraken:btc-usd", "XBT/USD", Status.TRADING),
            tuple("kraken:doge-eur", "XDG/EUR", Status.TRADING),
            tuple("kraken:lunc-usd", "LUNA/USD", Status.HALTED),
            tuple("kraken:luna-usd", "LUNA2/USD", Status.DELISTED),
            tuple("kraken:rep-btc", "REPV2/XBT", Status.TRADING));
  }

  @Test
  void readsSteps() {
    ListedMarket btc = market("XBT/USD");
    assertThat(btc.tickSize()).isEqualTo(decimal("0.5"));
    assertThat(btc.lotSize()).isEqualTo(decimal("0.00000001"));
    assertThat(market("XDG/EUR").tickSize()).as("by digits").isEqualTo(decimal("0.0000001"));
    assertThat(market("LUNA/USD").tickSize()).isNull();
  }

  private ListedMarket market(String symbol) {
    return kraken.page.markets().stream().filter(m -> m.symbol().equals(symbol)).findFirst().get();
  }

  @Test
  void leavesOutWhatItWouldHaveToGuess() {
    assertThat(kraken.page.unmapped()).containsOnlyKeys("XXBTZUSD.d", "ODD", "SAME");
  }

  @Test
  void spellsItsMarketsAsTheListDoes() {
    List<ListedMarket> built =
        kraken.protocol.builtInMarkets(
            Set.of(
                Instrument.spot("btc", "usd"),
                Instrument.spot("doge", "eur"),
                Instrument.spot("luna", "usd"),
                Instrument.perpetual("btc", "usd")));
    assertThat(built)
        .extracting(ListedMarket::symbol)
        .containsExactlyInAnyOrder("XBT/USD", "XDG/EUR", "LUNA2/USD");
  }

  @Test
  void refusesAnErrorForAList() {
    HttpGet request = HttpGet.of("https://api.kraken.com/0/public/AssetPairs");
    byte[] body = "{\"error\":[\"EGeneral:Too many requests\"]}".getBytes(UTF_8);
    assertThatThrownBy(() -> kraken.protocol.readInstruments(request, body))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("Too many requests");
  }

  @Test
  void subscribesInTheSpellingOfV2() {
    ConnectionPlan plan =
        kraken.protocol.plan(List.of(market("XBT/USD"), market("XDG/EUR"))).get(0);
    assertThat(plan.address()).isEqualTo(KrakenFixture.V2);
    assertThat(plan.subscribe())
        .containsExactly(
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"snapshot\":true,"
                + "\"symbol\":[\"BTC/USD\",\"DOGE/EUR\"]}}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"event_trigger\":\"bbo\","
                + "\"symbol\":[\"BTC/USD\",\"DOGE/EUR\"]}}");
    assertThat(plan.markets()).hasSize(2);
  }

  @Test
  void putsAHundredMarketsOnAConnection() {
    List<ListedMarket> many =
        IntStream.range(0, 201)
            .mapToObj(i -> kraken.protocol.builtInMarkets(Set.of(Instrument.spot("a" + i, "usd"))))
            .flatMap(List::stream)
            .toList();
    assertThat(kraken.protocol.plan(many))
        .extracting(p -> p.markets().size())
        .containsExactly(100, 100, 1);
  }

  @Test
  void readsTradesForRepairTheOldestFirst() {
    ListedMarket btc = market("XBT/USD");
    assertThat(kraken.protocol.tradesRequest(btc, 499).orElseThrow().address().toString())
        .startsWith("https://api.kraken.com/0/public/Trades?pair=XBTUSD&");
    List<Trade> trades = kraken.protocol.readTrades(btc, ROWS.getBytes(UTF_8), RECEIVED);
    assertThat(trades).extracting(t -> t.id().low()).containsExactly(500L, 501L);
    assertThat(trades.getFirst())
        .isEqualTo(
            new Trade(
                Market.parse("kraken:btc-usd"),
                TradeId.of(500),
                decimal("90210.5"),
                decimal("0.015"),
                Side.BUY,
                1_767_323_045_678_901_400L,
                RECEIVED,
                1));
  }

  @Test
  void refusesTradeRowsWithoutIds() {
    byte[] old = "{\"result\":{\"X\":[[\"1\",\"1\",1.5,\"b\",\"l\",\"\"]]}}".getBytes(UTF_8);
    assertThatThrownBy(() -> kraken.protocol.readTrades(market("XBT/USD"), old, RECEIVED))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void readsCollectedAnswers() throws IOException {
    String folder = "sessions/nautilus-messages/kraken/test_data/";
    byte[] pairs = Files.readAllBytes(TestData.path(folder + "http_asset_pairs.json"));
    HttpGet request = HttpGet.of("https://api.kraken.com/0/public/AssetPairs");
    assertThat(kraken.protocol.readInstruments(request, pairs).markets())
        .extracting(m -> m.market().id())
        .contains("kraken:btc-usdt");
    byte[] rows = Files.readAllBytes(TestData.path(folder + "http_trades.json"));
    List<Trade> trades = kraken.protocol.readTrades(market("XBT/USD"), rows, RECEIVED);
    assertThat(trades).hasSize(1000);
    assertThat(trades.getFirst().id()).isEqualTo(TradeId.of(10_218_208));
  }
}
