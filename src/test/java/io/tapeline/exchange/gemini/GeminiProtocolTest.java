package io.tapeline.exchange.gemini;

import static io.tapeline.exchange.gemini.GeminiFixture.DETAILS;
import static io.tapeline.exchange.gemini.GeminiFixture.PERPETUAL;
import static io.tapeline.exchange.gemini.GeminiFixture.RECEIVED;
import static io.tapeline.exchange.gemini.GeminiFixture.decimal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiProtocolTest {

  private final GeminiFixture gemini = new GeminiFixture();

  @Test
  void asksForTheDetailsOfPairsThatAreWantedOnly() {
    Set<Asset> assets = Set.of(new Asset("btc"), new Asset("usd"), new Asset("usdc"));
    HttpGet request = gemini.protocol.instrumentRequests(assets).getFirst();
    byte[] list = "[\"btcusd\",\"btcusdcperp\",\"ethusd\",\"btcusdt\",\"btcgusd\"]".getBytes(UTF_8);
    InstrumentPage page = gemini.protocol.readInstruments(request, list);
    assertThat(page.next())
        .extracting(get -> get.address().toString())
        .containsExactly(
            "https://api.gemini.com/v1/symbols/details/btcusd",
            "https://api.gemini.com/v1/symbols/details/btcusdcperp");
    assertThatThrownBy(() -> gemini.protocol.readInstruments(request, "{}".getBytes(UTF_8)))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void readsDetailsWithNumbersInScientificNotation() {
    assertThat(gemini.details(DETAILS).markets())
        .containsExactly(
            new ListedMarket(
                Market.parse("gemini:btc-usd"),
                "BTCUSD",
                decimal("0.01"),
                decimal("0.00000001"),
                ListedMarket.Status.TRADING));
  }

  @Test
  void tellsAPerpetualByItsQuoteCurrency() {
    assertThat(gemini.details(PERPETUAL).markets())
        .extracting(m -> m.market().id())
        .containsExactly("gemini:btc-usdc-perp");
  }

  @ParameterizedTest
  @CsvSource({"closed", "cancel_only", "asleep"})
  void takesOtherStatusesAsHalted(String status) {
    assertThat(gemini.details(DETAILS.replace("open", status)).markets())
        .extracting(ListedMarket::status)
        .containsExactly(ListedMarket.Status.HALTED);
  }

  @Test
  void leavesOutWhatItWouldHaveToGuess() {
    assertThat(gemini.details(PERPETUAL.replace("linear", "inverse")).unmapped())
        .containsEntry("BTCUSDCPERP", "inverse swap");
    assertThat(gemini.details(DETAILS.replace("spot", "option")).unmapped()).hasSize(1);
    assertThat(gemini.details(DETAILS.replace("base_currency", "base")).unmapped()).hasSize(1);
  }

  @Test
  void spellsItsMarketsAsTheListDoes() {
    assertThat(
            gemini.protocol.builtInMarkets(
                Set.of(Instrument.spot("btc", "usd"), Instrument.perpetual("btc", "usdc"))))
        .extracting(ListedMarket::symbol)
        .containsExactlyInAnyOrder("BTCUSD", "BTCUSDCPERP");
  }

  @Test
  void subscribesOncePerConnection() {
    ConnectionPlan plan = gemini.protocol.plan(gemini.details(DETAILS).markets()).getFirst();
    assertThat(plan.subscribe())
        .containsExactly(
            "{\"type\":\"subscribe\",\"subscriptions\":"
                + "[{\"name\":\"l2\",\"symbols\":[\"BTCUSD\"]}]}");
  }

  @Test
  void readsTradesForRepairTheOldestFirst() {
    ListedMarket market = gemini.details(DETAILS).markets().getFirst();
    assertThat(gemini.protocol.tradesRequest(market, 0).orElseThrow().address().toString())
        .isEqualTo("https://api.gemini.com/v1/trades/btcusd?limit_trades=500");
    assertThat(gemini.protocol.tradesRequest(market, 499).orElseThrow().address().toString())
        .endsWith("&since_tid=499");
    String row =
        "{\"timestamp\":1767323045,\"timestampms\":1767323045678,\"tid\":%d,\"price\":\"90210.5\","
            + "\"amount\":\"0.015\",\"exchange\":\"gemini\",\"type\":\"%s\"%s}";
    String body =
        "[%s,%s,%s,%s]"
            .formatted(
                row.formatted(503, "auction", ""),
                row.formatted(502, "sell", ",\"broken\":true"),
                row.formatted(501, "sell", ""),
                row.formatted(500, "buy", ""));
    List<Trade> trades = gemini.protocol.readTrades(market, body.getBytes(UTF_8), RECEIVED);
    assertThat(trades).extracting(t -> t.id().low()).containsExactly(500L, 501L, 503L);
    assertThat(trades).extracting(Trade::side).containsExactly(Side.BUY, Side.SELL, Side.UNKNOWN);
    assertThat(trades.getFirst().eventTimeNanos()).isEqualTo(1_767_323_045_678_000_000L);
  }
}
