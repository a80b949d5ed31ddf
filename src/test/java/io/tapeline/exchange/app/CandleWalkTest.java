package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.ToldCandles;
import io.tapeline.exchange.VenueCandle;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.sandbox.Protocols;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.app.TestSandbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every venue's candles over real local sockets are those that its trades make. */
class CandleWalkTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant AT = Instant.parse("2026-08-09T12:00:42Z");
  private static final long NOW = AT.toEpochMilli() * 1_000_000;
  private static final BigDecimal LAST_DIGIT = new BigDecimal("0.00000001");
  private static final Map<String, String> SLOW = Map.of("tapeline.sandbox.rate", "60");

  private static final Map<String, String> QUIET = Map.of("tapeline.sandbox.rate", "10");

  static List<VenueProtocol> protocols() {
    return Protocols.all();
  }

  private static ToldCandles walk(
      TestSandbox sandbox, VenueProtocol venue, SimulatedMarket market, Interval of, long from) {
    try (SandboxedVenue at = new SandboxedVenue(sandbox.port(), NOW, false)) {
      return new CandleWalk(venue, at.queue, () -> NOW)
          .candles(
              SandboxedVenue.listed(venue, market.market()), of, from, NOW + of.nanos(), Leave.OWN)
          .await()
          .atMost(PATIENCE);
    }
  }

  private static List<SimulatedMarket> markets(TestSandbox sandbox, VenueProtocol venue) {
    return sandbox.markets().of(venue.venue()).stream()
        .sorted(Comparator.comparingLong(market -> market.lastTrade(NOW)))
        .toList();
  }

  private static Map<Long, List<Trade>> trades(SimulatedMarket market, Interval of, long from) {
    Map<Long, List<Trade>> byInterval = new TreeMap<>();
    for (long n = market.lastTrade(from - 1) + 1; n <= market.lastTrade(NOW); n++) {
      Trade trade = market.trade(n);
      byInterval
          .computeIfAbsent(of.floor(trade.eventTimeNanos()), _ -> new ArrayList<>())
          .add(trade);
    }
    return byInterval;
  }

  private static void assertMade(VenueCandle candle, List<Trade> trades) {
    List<Decimal> prices = trades.stream().map(Trade::price).toList();
    assertThat(candle.open()).isEqualTo(prices.getFirst());
    assertThat(candle.close()).isEqualTo(prices.getLast());
    assertThat(candle.high()).isEqualTo(prices.stream().reduce(Decimal::max).orElseThrow());
    assertThat(candle.low()).isEqualTo(prices.stream().reduce(Decimal::min).orElseThrow());
    assertThat(candle.volume())
        .isCloseTo(sum(trades.stream().map(t -> t.quantity().toBigDecimal())), within(LAST_DIGIT));
    BigDecimal quote = candle.quoteVolume();
    if (quote != null) {
      assertThat(quote)
          .isCloseTo(
              sum(trades.stream().map(t -> t.price().times(t.quantity()))), within(LAST_DIGIT));
    }
    assertThat(candle.trades()).isIn(null, (long) trades.size());
  }

  private static BigDecimal sum(java.util.stream.Stream<BigDecimal> parts) {
    return parts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Asserts all that is told, and gives the first interval of it. */
  private static long check(ToldCandles told, SimulatedMarket market, Interval of, long from) {
    Map<Long, List<Trade>> trades = trades(market, of, from);
    Map<Long, VenueCandle> candles = new TreeMap<>();
    told.candles().forEach(candle -> candles.put(candle.openTimeNanos(), candle));
    assertThat(told.candles())
        .isSortedAccordingTo(Comparator.comparingLong(VenueCandle::openTimeNanos))
        .hasSize(candles.size());
    assertThat(told.stretches()).hasSize(1);
    for (long open = of.ceiling(from); open < of.floor(NOW); open += of.nanos()) {
      @Nullable VenueCandle candle = candles.get(open);
      List<Trade> made = trades.getOrDefault(open, List.of());
      if (candle != null) {
        assertMade(candle, made);
      } else if (told.tells(open)) {
        assertThat(made).isEmpty();
      }
    }
    assertThat(told.tells(of.floor(NOW))).isFalse();
    return told.stretches().getFirst().fromNanos();
  }

  private static boolean hasWindowOnly(VenueProtocol venue) {
    return venue.venue().id().matches("kraken|gemini");
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void minutesOverSeveralPagesAreWhatTheTradesMake(VenueProtocol venue) throws Exception {
    long from = NOW - Duration.ofHours(35).toNanos();
    try (TestSandbox sandbox = new TestSandbox(() -> AT, SLOW)) {
      SimulatedMarket market = markets(sandbox, venue).getLast();
      ToldCandles told = walk(sandbox, venue, market, Interval.M1, from);
      long first = check(told, market, Interval.M1, from);
      if (hasWindowOnly(venue)) {
        assertThat(first).isGreaterThan(from).isLessThan(NOW - 700 * Interval.M1.nanos());
      } else {
        assertThat(first).isEqualTo(Interval.M1.ceiling(from));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aQuietMarketsMinutesWithoutTradesAreTold(VenueProtocol venue) throws Exception {
    long from = NOW - Duration.ofMinutes(90).toNanos();
    try (TestSandbox sandbox = new TestSandbox(() -> AT, QUIET)) {
      SimulatedMarket market = markets(sandbox, venue).getFirst();
      ToldCandles told = walk(sandbox, venue, market, Interval.M1, from);
      check(told, market, Interval.M1, from);
      assertThat(told.candles()).hasSizeLessThan(89);
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void longerCandlesAreWhatTheTradesMake(VenueProtocol venue) throws Exception {
    long from = NOW - Duration.ofHours(5).toNanos();
    try (TestSandbox sandbox = new TestSandbox(() -> AT, SLOW)) {
      SimulatedMarket market = markets(sandbox, venue).getLast();
      for (Interval of : List.of(Interval.M5, Interval.M15, Interval.M30, Interval.H1)) {
        ToldCandles told = walk(sandbox, venue, market, of, from);
        assertThat(check(told, market, of, from)).isEqualTo(of.ceiling(from));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aRangeThatIsNotOverAndSecondsAreNotTold(VenueProtocol venue) throws Exception {
    try (TestSandbox sandbox = new TestSandbox(() -> AT, SLOW)) {
      SimulatedMarket market = markets(sandbox, venue).getLast();
      long minute = Interval.M1.floor(NOW);
      assertThat(walk(sandbox, venue, market, Interval.M1, minute))
          .isEqualTo(ToldCandles.nothing());
      assertThat(walk(sandbox, venue, market, Interval.S1, minute - Interval.M1.nanos()))
          .isEqualTo(ToldCandles.nothing());
    }
  }

  private static Uni<ToldCandles> asked(VenueCandles venues) {
    return venues.candles(Market.parse("kraken:btc-usd"), Interval.M1, 0, NOW, Leave.OWN);
  }

  @Test
  void nothingIsToldOfAVenueThatIsNotThere() {
    VenueCandles venues = new VenueCandles();
    venues.complete();
    assertThat(asked(venues).await().indefinitely()).isEqualTo(ToldCandles.nothing());
  }

  @Test
  void beforeTheFeedHasStartedNobodyKnowsWhatAVenueTells() {
    assertThatThrownBy(() -> asked(new VenueCandles()).await().indefinitely())
        .hasMessage("the feed has not started yet");
  }
}
