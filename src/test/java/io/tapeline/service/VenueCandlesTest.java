package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tapeline.exchange.ToldCandles;
import io.tapeline.exchange.VenueCandle;
import io.tapeline.exchange.app.VenueCandles;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.upstream.Leave;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service asks its venues for their candles. */
@Tag("service")
@QuarkusTest
@TestProfile(SandboxProfile.class)
class VenueCandlesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long MINUTE = Interval.M1.nanos();

  private final VenueCandles candles;

  @Inject
  VenueCandlesTest(VenueCandles candles) {
    this.candles = candles;
  }

  @BeforeEach
  void await() throws InterruptedException {
    SandboxProfile.awaitData();
  }

  private ToldCandles ask(String market, long from) {
    return candles
        .candles(Market.parse(market), Interval.M1, from, from + 3 * MINUTE, Leave.OWN)
        .await()
        .atMost(PATIENCE);
  }

  private static long minutesAgo(int minutes) {
    return Interval.M1.floor(Instant.now().toEpochMilli() * 1_000_000) - minutes * MINUTE;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binance:btc-usdt",
        "coinbase:btc-usd",
        "kraken:btc-usd",
        "bybit:btc-usdt",
        "gemini:btc-usd",
        "okx:btc-usdt",
        "bitstamp:btc-usd"
      })
  void everyVenueTellsItsMinutes(String market) {
    long from = minutesAgo(5);
    ToldCandles told = ask(market, from);
    assertThat(told.stretches()).containsExactly(new ToldCandles.Stretch(from, from + 3 * MINUTE));
    assertThat(told.candles())
        .extracting(VenueCandle::openTimeNanos)
        .containsExactly(from, from + MINUTE, from + 2 * MINUTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"binance:nope-usdt", "nowhere:btc-usd"})
  void ofWhatIsNotListedNothingIsTold(String market) {
    assertThat(ask(market, minutesAgo(5))).isEqualTo(ToldCandles.nothing());
  }
}
