package io.tapeline.signal.backtest;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.backtest.Sizing.Fraction;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Ta4jBars;
import io.tapeline.signal.rule.Rule;
import io.tapeline.signal.rule.Rule.Column;
import io.tapeline.signal.rule.Rule.Comparison;
import io.tapeline.signal.rule.Rule.Is;
import io.tapeline.signal.rule.RuleSet;
import io.tapeline.signal.rule.RuleSet.Leg;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.SampleCandles;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BacktestExecutor;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.AndRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/**
 * Backtests from candles in memory: many series of years of days and a year of hours by all
 * strategies, bootstrap and all; and one strategy beside ta4j's own executor, on the same bars.
 */
public final class BacktestBenchmark {

  private static final long START = Interval.W1.ceiling(1_600_000_000_000_000_000L);
  private static final int SERIES = Integer.getInteger("series", 20);
  private static final int DAYS = 5 * 365;
  private static final int HOURS = 365 * 24;
  private static final int WARM_UP = 4_000;
  private static final int RESAMPLES = 1_000;
  private static final int ROUNDS = 5;
  private static final int BARS = 50_000;
  private static final double FEE = 0.001;
  private static final Terms TERMS =
      new Terms(Costs.ofBasisPoints(10, 5), Fraction.ALL, true, 100_000, 0);

  private BacktestBenchmark() {}

  /** No arguments. */
  public static void main(String... arguments) throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      all(round);
    }
    beside();
  }

  private static void all(int round) throws Exception {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      long seed = i;
      work.add(() -> tried(seed, Interval.D1, DAYS, List.of(Interval.W1)));
      work.add(() -> tried(seed, Interval.H1, HOURS, List.of(Interval.H4, Interval.D1)));
    }
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    long trades = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (var done : threads.invokeAll(work)) {
        trades += done.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long peak = pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        "round %d: %d series, %d strategies, %d candles each: %.2f s with making them up, %d trades,"
            + " heap at most %d MB%n",
        round, SERIES, BuiltIns.all().size(), DAYS + HOURS, seconds, trades, peak >> 20);
  }

  private static Stream<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  private static int tried(long seed, Interval interval, int size, List<Interval> longer) {
    long begin = START - WARM_UP * interval.nanos();
    List<PartialCandle> own =
        SampleCandles.random(seed, interval, interval.floor(begin), size + WARM_UP, 0, 2);
    Backtest backtest =
        new Backtest(
            columns(own),
            longer.stream().map(length -> columns(SampleCandles.rolledUp(own, length))).toList(),
            START,
            BuiltIns.all().stream().map(Strategy::usual).map(Trader.ByStrategy::new).toList(),
            TERMS);
    Track benchmark = backtest.benchmark();
    return IntStream.range(0, BuiltIns.all().size())
        .map(i -> backtest.outcome(i, benchmark, RESAMPLES).measures().trades())
        .sum();
  }

  private static ClosedCandles columns(List<PartialCandle> candles) {
    BitSet synthetic = new BitSet();
    for (int i = 0; i < candles.size(); i++) {
      synthetic.set(i, candles.get(i).synthetic());
    }
    return ClosedCandles.of(candles.getFirst().interval(), Bars.of(candles), synthetic);
  }

  /** Long while a fast average is above a slow one and not everybody has bought already. */
  private static void beside() {
    List<PartialCandle> candles = SampleCandles.random(1, Interval.H1, START, BARS + WARM_UP, 0, 0);
    ClosedCandles market = columns(candles);
    Bars bars = market.bars();
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      Track track = ours(market);
      long ours = System.nanoTime() - start;
      BarSeries series = Ta4jBars.of(bars, Interval.H1);
      start = System.nanoTime();
      int theirs = theirs(series);
      long other = System.nanoTime() - start;
      System.out.printf(
          "round %d: %d bars, %d trades: %.0f bars/s; ta4j %d trades, %.0f bars/s; %.1f times%n",
          round,
          bars.size(),
          track.trades().stream().filter(trade -> trade.exit() != null).count(),
          bars.size() / (ours / 1e9),
          theirs,
          bars.size() / (other / 1e9),
          (double) other / ours);
    }
  }

  private static Track ours(ClosedCandles market) {
    Column fast = column("sma", 20);
    Column slow = column("sma", 50);
    Column strength = column("rsi", 14);
    Rule enter =
        new Rule.All(
            List.of(
                new Comparison(fast, Is.ABOVE, slow),
                new Comparison(strength, Is.BELOW, new Rule.Constant(70))));
    Rule leave = new Comparison(fast, Is.BELOW, slow);
    Terms terms = new Terms(new Costs(FEE, 0), Fraction.ALL, false, 1, 0);
    Backtest backtest =
        new Backtest(
            market,
            List.of(),
            market.bars().openTimeNanos(0),
            List.of(new Trader.ByRules(new RuleSet("one", new Leg(enter, leave), null))),
            terms);
    Track track = backtest.track(0);
    Measures.of(track);
    return track;
  }

  private static Column column(String name, int length) {
    return new Column(Reading.of(Interval.H1, name, BigDecimal.valueOf(length)));
  }

  private static int theirs(BarSeries series) {
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    SMAIndicator fast = new SMAIndicator(close, 20);
    SMAIndicator slow = new SMAIndicator(close, 50);
    RSIIndicator strength = new RSIIndicator(close, 14);
    BaseStrategy strategy =
        new BaseStrategy(
            new AndRule(new OverIndicatorRule(fast, slow), new UnderIndicatorRule(strength, 70)),
            new UnderIndicatorRule(fast, slow),
            250);
    BacktestExecutor executor =
        new BacktestExecutor(
            series,
            new LinearTransactionCostModel(FEE),
            new ZeroCostModel(),
            new TradeOnNextOpenModel());
    return executor
        .executeWithRuntimeReport(List.of(strategy), series.numFactory().one(), TradeType.BUY)
        .tradingStatements()
        .getFirst()
        .getTradingRecord()
        .getPositionCount();
  }
}
