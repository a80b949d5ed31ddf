package io.tapeline.exchange.okx;

import static io.tapeline.exchange.okx.OkxFixture.RECEIVED;
import static io.tapeline.exchange.okx.OkxFixture.decimal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tapeline.TestData;
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
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OkxProtocolTest {

  private final OkxFixture okx = new OkxFixture();

  @Test
  void mapsSpotAndLinearSwaps() {
    assertThat(okx.page.markets())
        .extracting(m -> m.market().id(), ListedMarket::symbol, ListedMarket::status)
        .containsExactly(
            tuple("okx:btc-usdt", "BTC-USDT", ListedMarket.Status.TRADING),
            tuple("okx:eth-usdt", "ETH-USDT", ListedMarket.Status.HALTED),
            tuple("okx:new-usdt", "NEW-USDT", ListedMarket.Status.HALTED),
            tuple("okx:btc-usdt-perp", "BTC-USDT-SWAP", ListedMarket.Status.TRADING));
    assertThat(okx.page.markets().getLast().lotSize()).isEqualTo(decimal("0.001"));
    assertThat(okx.page.markets().get(2).tickSize()).isNull();
  }

  @Test
  void saysWhyTheOthersStayUnmapped() {
    assertThat(okx.page.unmapped())
        .containsOnlyKeys(
            "GLD-USDT",
            "BTC-USD-SWAP",
            "BTC-USD_UM-SWAP",
            "BTC-USDT-260327",
            "BTC-USD-260327-90000-C")
        .containsEntry("BTC-USD-SWAP", "inverse swap")
        .containsEntry("BTC-USDT-260327", "dated future");
  }

  @Test
  void refusesAnAnswerThatIsAnError() {
    byte[] body = "{\"code\":\"50011\",\"msg\":\"Too many requests\",\"data\":[]}".getBytes(UTF_8);
    assertThatThrownBy(() -> okx.protocol.readInstruments(HttpGet.of("https://www.okx.com"), body))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("Too many requests");
  }

  @ParameterizedTest
  @CsvSource({"spot, 3", "swap, 2", "futures, 0", "option, 0", "margin, 0"})
  void readsThePublicShapesOfInstruments(String kind, int atLeast) throws IOException {
    byte[] body =
        Files.readAllBytes(
            TestData.path(
                "sessions/nautilus-messages/okx/test_data/http_get_instruments_%s.json"
                    .formatted(kind)));
    InstrumentPage page = okx.protocol.readInstruments(HttpGet.of("https://www.okx.com"), body);
    assertThat(page.markets()).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(page.markets().size() + page.unmapped().size()).isPositive();
  }

  @Test
  void spellsSpotAsOkxDoesWhereNothingIsListed() {
    List<ListedMarket> markets =
        okx.protocol.builtInMarkets(
            Set.of(Instrument.spot("sol", "usdc"), Instrument.perpetual("sol", "usdc")));
    assertThat(markets).extracting(ListedMarket::symbol).containsExactly("SOL-USDC");
  }

  @Test
  void plansOneMessageUnderTheLimitForAHundredMarkets() {
    List<ListedMarket> markets =
        IntStream.range(0, 150).mapToObj(OkxProtocolTest::numbered).toList();
    List<ConnectionPlan> plans = okx.protocol.plan(markets);
    assertThat(plans).extracting(ConnectionPlan::name).containsExactly("okx-1", "okx-2");
    assertThat(plans.getFirst().markets()).hasSize(100);
    assertThat(plans.getFirst().subscribe()).hasSize(1);
    assertThat(plans.getFirst().subscribe().getFirst())
        .startsWith(
            "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"trades\",\"instId\":\"A0-USDT\"},")
        .hasSizeLessThan(64 * 1024);
    assertThat(plans.getFirst().keepalive())
        .extracting(ConnectionPlan.Keepalive::text)
        .isEqualTo("ping");
    assertThat(okx.protocol.plan(List.of())).isEmpty();
  }

  private static ListedMarket numbered(int number) {
    return new ListedMarket(
        Market.parse("okx:a%d-usdt".formatted(number)),
        "A%d-USDT".formatted(number),
        null,
        null,
        ListedMarket.Status.TRADING);
  }

  /** Matches 12 and 13 are one order's at one price, as the socket would report them. */
  @Test
  void putsMatchesOfOneOrderTogetherWhenItRepairs() {
    String body =
        "{\"code\":\"0\",\"data\":["
            + match(14, "buy", "100", "5", 7)
            + ","
            + match(13, "sell", "100", "0.2", 7)
            + ","
            + match(12, "sell", "100", "0.1", 7)
            + ","
            + match(11, "sell", "100", "1", 6)
            + "]}";
    List<Trade> trades =
        okx.protocol.readTrades(okx.page.markets().getFirst(), body.getBytes(UTF_8), RECEIVED);
    assertThat(trades).extracting(t -> t.id().low()).containsExactly(11L, 13L, 14L);
    assertThat(trades.get(1))
        .isEqualTo(
            new Trade(
                Market.parse("okx:btc-usdt"),
                TradeId.of(13),
                decimal("100"),
                decimal("0.3"),
                Side.SELL,
                7_000_000,
                RECEIVED,
                2));
  }

  private static String match(int id, String side, String price, String size, int time) {
    return "{\"tradeId\":\"%d\",\"side\":\"%s\",\"px\":\"%s\",\"sz\":\"%s\",\"ts\":\"%d\"}"
        .formatted(id, side, price, size, time);
  }

  @Test
  void asksForTheNewestTrades() {
    assertThat(okx.protocol.tradesRequest(okx.page.markets().getFirst(), 5))
        .contains(HttpGet.of("https://www.okx.com/api/v5/market/trades?instId=BTC-USDT&limit=500"));
  }

  @Test
  void readsThePublicShapeOfTrades() throws IOException {
    byte[] body =
        Files.readAllBytes(
            TestData.path("sessions/nautilus-messages/okx/test_data/http_get_trades.json"));
    List<Trade> trades = okx.protocol.readTrades(okx.page.markets().getFirst(), body, RECEIVED);
    assertThat(trades).extracting(t -> t.id().low()).contains(734864332L, 734864333L).isSorted();
  }
}
