package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.GapWatch;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.ops.store.Fence;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.SimulatedMarket;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Minutes that nobody saw are refilled by the venues, and are what an unbroken run would have. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class GapsTest {

  private static final long MINUTE = Interval.M1.nanos();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One of each venue. */
  private static final List<String> MARKETS =
      List.of(
          "binance:sol-usdt",
          "coinbase:sol-usd",
          "kraken:sol-usd",
          "bybit:sol-usdt",
          "gemini:sol-usd",
          "okx:sol-usdt",
          "bitstamp:sol-usd");

  @Inject CandleStore store;
  @Inject GapWatch watch;
  @Inject SandboxMarkets simulated;

  @BeforeEach
  void awaitData() throws InterruptedException {
    SandboxProfile.awaitData();
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }

  private static Response coverage(String market, long from, long to) {
    return given()
        .queryParam("from", time(from))
        .queryParam("to", time(to))
        .get("/v1/coverage/" + market);
  }

  private List<Trade> tradesOf(String market, long from, long to) {
    SimulatedMarket venue =
        simulated.of(Market.parse(market).venue()).stream()
            .filter(each -> each.market().id().equals(market))
            .findFirst()
            .orElseThrow();
    return venue.trades(venue.lastTrade(from - 1) + 1, venue.lastTrade(to - 1));
  }

  @Test
  void missingMinutesAreRefilledAndAreThoseOfAnUnbrokenRun() {
    long now = Interval.M1.floor(Instant.now().toEpochMilli() * 1_000_000);
    // before this service ever ran; the last quarter of an hour may still be revised
    long from = now - 75 * MINUTE;
    long to = now - 15 * MINUTE;
    for (String market : MARKETS) {
      Series series = Series.of(Market.parse(market));
      Candle whole = KeptCandles.minute(from - 2 * MINUTE, "1", "1000000000");
      Candle late = KeptCandles.minute(from - MINUTE, "1", "0.00000001"); // most of it is missing
      store
          .write(List.of(new Rung(series, whole), new Rung(series, late)), Fence.NONE)
          .await()
          .atMost(PATIENCE);
      assertThat(coverage(market, from, to).<List<String>>path("data.state"))
          .containsExactly("missing");
    }
    watch.look().await().atMost(PATIENCE);
    for (String market : MARKETS) {
      long begin = tradesOf(market, from - MINUTE, from).isEmpty() ? from : from - MINUTE;
      assertThat(coverage(market, begin, to).<List<String>>path("data.state"))
          .as(market)
          .containsExactly("repaired");
      assertSame(market, begin, to);
      assertThat(coverage(market, from - 2 * MINUTE, begin).<List<String>>path("data.state"))
          .containsExactly("observed");
    }
  }

  private void assertSame(String market, long from, long to) {
    List<Map<String, Object>> candles =
        given()
            .queryParam("from", time(from))
            .queryParam("to", time(to))
            .get("/v1/candles/" + market)
            .path("data");
    assertThat(candles).hasSize((int) ((to - from) / MINUTE));
    LongStream.range(0, candles.size())
        .forEach(i -> assertSame(market, from + i * MINUTE, candles.get((int) i)));
  }

  private void assertSame(String market, long open, Map<String, Object> candle) {
    List<Trade> trades = tradesOf(market, open, open + MINUTE);
    assertThat(candle).as(market).containsEntry("origin", "venue").containsEntry("complete", true);
    assertThat(candle.get("synthetic")).isEqualTo(trades.isEmpty());
    if (trades.isEmpty()) {
      return;
    }
    Decimal high = trades.stream().map(Trade::price).reduce(Decimal::max).orElseThrow();
    Decimal low = trades.stream().map(Trade::price).reduce(Decimal::min).orElseThrow();
    BigDecimal volume =
        trades.stream()
            .map(trade -> trade.quantity().toBigDecimal())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(candle)
        .as(market + " " + time(open))
        .containsEntry("open", trades.getFirst().price().toString())
        .containsEntry("high", high.toString())
        .containsEntry("low", low.toString())
        .containsEntry("close", trades.getLast().price().toString());
    assertThat(new BigDecimal((String) candle.get("volume"))).isEqualByComparingTo(volume);
    if (candle.get("trades") != null) {
      assertThat(candle.get("trades")).isEqualTo(trades.size());
    }
  }
}
