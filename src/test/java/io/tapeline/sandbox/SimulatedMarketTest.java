package io.tapeline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.sandbox.SimulatedBook.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedMarketTest {

  private static final long NOW = Instant.parse("2026-08-09T12:00:00Z").toEpochMilli() * 1_000_000;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  private static SimulatedMarket market(long seed, double rate, String id) {
    return new SandboxMarkets(seed, rate, Distortion.NONE).find(Market.parse(id)).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tradesAreTheSameInWhateverOrderAndByWhomeverTheyAreAsked(long seed) {
    SimulatedMarket one = market(seed, 2000, "binance:btc-usdt");
    SimulatedMarket other = market(seed, 2000, "binance:btc-usdt");
    List<Trade> forwards = one.latestTrades(NOW, 200);
    List<Long> numbers = new ArrayList<>(forwards.stream().map(trade -> trade.id().low()).toList());
    Collections.shuffle(numbers, new Random(seed));
    Map<Long, Trade> shuffled = new HashMap<>();
    numbers.forEach(number -> shuffled.put(number, other.trade(number)));
    assertThat(forwards).allSatisfy(t -> assertThat(shuffled.get(t.id().low())).isEqualTo(t));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eventsToldInAnyPiecesAreTheEventsOfTheWhole(long seed) {
    SimulatedMarket market = market(seed, 20_000, "kraken:eth-usd");
    long from = NOW + seed * 7919;
    long to = from + 20 * SECOND;
    List<MarketEvent> whole = new ArrayList<>();
    market.events(from, to, whole::add);
    List<MarketEvent> pieces = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    long at = from;
    while (at < to) {
      long next = Math.min(to, at + random.nextLong(1, SECOND / 20));
      market.events(at, next, pieces::add);
      at = next;
    }
    assertThat(pieces).containsExactlyInAnyOrderElementsOf(whole);
    assertThat(whole).allMatch(event -> event.timeNanos() > from && event.timeNanos() <= to);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tradesAreNumberedOneByOneInTheOrderOfTime(long seed) {
    SimulatedMarket market = market(seed, 500_000, "binance:btc-usdt");
    List<Trade> trades = market.latestTrades(NOW, 1000);
    for (int i = 1; i < trades.size(); i++) {
      assertThat(trades.get(i).id().low()).isEqualTo(trades.get(i - 1).id().low() + 1);
      assertThat(trades.get(i).eventTimeNanos())
          .isGreaterThanOrEqualTo(trades.get(i - 1).eventTimeNanos());
    }
    assertThat(trades.getLast().eventTimeNanos()).isBetween(NOW - SECOND, NOW);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theLastTradeByATimeIsTheLastThatHasHappened(long seed) {
    SimulatedMarket market = market(seed, 3000, "okx:sol-usdt");
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      long time = NOW + random.nextLong(3600 * SECOND);
      long last = market.lastTrade(time);
      assertThat(market.trade(last).eventTimeNanos()).isLessThanOrEqualTo(time);
      assertThat(market.trade(last + 1).eventTimeNanos()).isGreaterThan(time);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyTradeIsAtTheBestPriceOfItsMoment(long seed) {
    SimulatedMarket market = market(seed, 2000, "coinbase:xrp-usd");
    for (Trade trade : market.latestTrades(NOW, 300)) {
      BestLevels best = market.bestAt(trade.eventTimeNanos());
      assertThat(trade.price())
          .isEqualTo(
              switch (trade.side()) {
                case BUY -> best.ask().price();
                case SELL, UNKNOWN -> best.bid().price();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void pricesKeepToTheGridAndBidsBelowAsks(long seed) {
    for (SimulatedMarket market : new SandboxMarkets(seed, 2000, Distortion.NONE).all()) {
      BestLevels best = market.bestAt(NOW);
      assertThat(best.bid().price()).as("%s", market.market()).isLessThan(best.ask().price());
      assertThat(best.bid().price().scale()).isLessThanOrEqualTo(market.terms().priceScale());
      assertThat(best.bid().quantity().isPositive()).isTrue();
      assertThat(relativeSpread(best)).as("%s", market.market()).isBetween(0.0, 0.01);
    }
  }

  private static double relativeSpread(BestLevels best) {
    double bid = best.bid().price().toBigDecimal().doubleValue();
    return best.ask().price().toBigDecimal().doubleValue() / bid - 1;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void changesAppliedToABookGiveTheNextBook(long seed) {
    SimulatedMarket market = market(seed, 2000, "gemini:btc-usd");
    long number = market.lastQuote(NOW);
    Map<Decimal, Decimal> bids = levels(market.book(number).bids());
    Map<Decimal, Decimal> asks = levels(market.book(number).asks());
    for (int i = 0; i < 100; i++) {
      SimulatedBook changes = market.bookChanges(++number);
      apply(changes.bids(), bids);
      apply(changes.asks(), asks);
      assertThat(bids).isEqualTo(levels(market.book(number).bids()));
      assertThat(asks).isEqualTo(levels(market.book(number).asks()));
    }
  }

  private static Map<Decimal, Decimal> levels(List<Level> levels) {
    Map<Decimal, Decimal> map = new HashMap<>();
    levels.forEach(level -> map.put(level.price(), level.quantity()));
    assertThat(map).hasSameSizeAs(levels);
    return map;
  }

  private static void apply(List<Level> changes, Map<Decimal, Decimal> book) {
    for (Level level : changes) {
      if (level.quantity().signum() == 0) {
        assertThat(book.remove(level.price())).isNotNull();
      } else {
        book.put(level.price(), level.quantity());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void allMarketsTogetherKeepToTheRate(long seed) {
    SandboxMarkets markets = new SandboxMarkets(seed, 2000, Distortion.NONE);
    List<MarketEvent> events = new ArrayList<>();
    markets.all().forEach(market -> market.events(NOW, NOW + 10 * SECOND, events::add));
    assertThat(events.size() / 10.0).isBetween(1950.0, 2050.0);
  }

  @Test
  void atLeastFiftyMarketsOnSevenVenuesStayNearOneAnother() {
    SandboxMarkets markets = new SandboxMarkets(1, 2000, Distortion.NONE);
    assertThat(markets.all().stream().map(m -> m.market().instrument()).distinct().count())
        .isGreaterThanOrEqualTo(50);
    assertThat(SandboxMarkets.venues()).hasSize(7);
    assertThat(markets.all().stream().map(m -> m.market().instrument().base()).distinct().count())
        .isGreaterThanOrEqualTo(20);
    double coinbase = market(1, 2000, "coinbase:btc-usd").mid(NOW);
    assertThat(market(1, 2000, "kraken:btc-usd").mid(NOW) / coinbase).isBetween(0.998, 1.002);
    assertThat(market(1, 2000, "binance:btc-usdt").mid(NOW) / coinbase).isBetween(0.995, 1.005);
  }

  @Test
  void pricesWanderButStayPlausibleForYears() {
    SimulatedMarket btc = market(1, 2000, "coinbase:btc-usd");
    double lowest = Double.MAX_VALUE;
    double highest = 0;
    for (int day = 0; day < 2000; day++) {
      double price = btc.mid(NOW + day * Duration.ofDays(1).toNanos());
      lowest = Math.min(lowest, price);
      highest = Math.max(highest, price);
    }
    assertThat(lowest).isBetween(30_000.0, 62_000.0);
    assertThat(highest).isBetween(68_000.0, 130_000.0);
  }

  @Test
  void anotherSeedIsAnotherWorld() {
    assertThat(market(1, 2000, "okx:btc-usdt").latestTrades(NOW, 10))
        .isNotEqualTo(market(2, 2000, "okx:btc-usdt").latestTrades(NOW, 10));
  }

  @Test
  void aCandleIsMadeOfExactlyTheTradesOfItsInterval() {
    SimulatedMarket market = market(3, 2000, "bybit:btc-usdt");
    long minute = Duration.ofMinutes(1).toNanos();
    SimulatedCandle candle =
        SimulatedCandle.of(market, minute, NOW - minute, NOW, 1, NOW + minute).getFirst();
    List<Trade> trades =
        market.latestTrades(NOW + minute, 5000).stream()
            .filter(t -> t.eventTimeNanos() >= NOW - minute && t.eventTimeNanos() < NOW)
            .toList();
    assertThat(candle.openTimeNanos()).isEqualTo(NOW - minute);
    assertThat(candle.count()).isEqualTo(trades.size()).isGreaterThan(500);
    assertThat(candle.open()).isEqualTo(trades.getFirst().price());
    assertThat(candle.close()).isEqualTo(trades.getLast().price());
    assertThat(candle.high())
        .isEqualTo(trades.stream().map(Trade::price).max(Decimal::compareTo).orElseThrow());
  }
}
