package io.tapeline.signal.json;

import io.tapeline.http.Times;
import io.tapeline.signal.backtest.Backtest.Outcome;
import io.tapeline.signal.backtest.Measures;
import io.tapeline.signal.backtest.Track;
import io.tapeline.signal.backtest.Trade;
import io.tapeline.signal.backtest.WalkForward.Choice;
import io.tapeline.signal.indicator.Significant;
import io.tapeline.signal.statistic.Excess;
import io.tapeline.signal.statistic.Returns;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Input;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a backtest on one series, as it is in the file of its job: docs/concepts/
 * backtests.md.
 *
 * @param reason why there is nothing; null where there is something
 * @param candles that were traded
 * @param runs of each strategy; none where one is chosen in each window
 * @param walkForward null where nothing is chosen, or the range is too short to
 */
public record BacktestJson(
    String series,
    @Nullable String reason,
    int candles,
    List<InputJson> inputs,
    @Nullable RunJson benchmark,
    List<RunJson> runs,
    @Nullable ChosenJson walkForward) {

  /** Trades of a run that are told of, the first; metrics are of all. */
  private static final int MOST_TRADES = 500;

  public static BacktestJson none(String series, List<InputJson> inputs, String reason) {
    return new BacktestJson(series, reason, 0, inputs, null, List.of(), null);
  }

  /** The same, made from these, with their receipts. */
  public BacktestJson with(List<InputJson> receipted) {
    return new BacktestJson(series, reason, candles, receipted, benchmark, runs, walkForward);
  }

  /**
   * The candles of one interval that were read.
   *
   * @param from RFC 3339, first open time
   * @param to exclusive
   * @param sha256 as that of {@link SignalJson.InputJson}
   * @param receipt the token with which {@code /v1/receipts} answers these candles; null until it
   *     is made
   */
  public record InputJson(
      String interval,
      String from,
      String to,
      int candles,
      String sha256,
      @Nullable String receipt) {

    public static InputJson of(Input input) {
      return new InputJson(
          input.interval().id(),
          Times.format(input.fromNanos()),
          Times.format(input.toNanos()),
          input.candles(),
          input.sha256(),
          null);
    }

    public InputJson with(String token) {
      return new InputJson(interval, from, to, candles, sha256, token);
    }
  }

  /**
   * How one went.
   *
   * @param significance null of the benchmark
   * @param equity every so many candles, and the last
   * @param tradesLeftOut of all, how many are not told of
   */
  public record RunJson(
      String strategy,
      MetricsJson metrics,
      @Nullable SignificanceJson significance,
      List<PointJson> equity,
      List<TradeJson> trades,
      int tradesLeftOut) {

    public static RunJson of(String id, Outcome outcome, int resamples, int points) {
      return of(
          id,
          outcome.track(),
          outcome.measures(),
          SignificanceJson.of(outcome.excess(), resamples),
          points);
    }

    public static RunJson ofBenchmark(Track track, int points) {
      return of("buy_and_hold", track, Measures.of(track), null, points);
    }

    private static RunJson of(
        String id,
        Track track,
        Measures measures,
        @Nullable SignificanceJson significance,
        int points) {
      List<Trade> trades = track.trades();
      return new RunJson(
          id,
          MetricsJson.of(measures),
          significance,
          PointJson.of(track.worth(), points),
          trades.stream().limit(MOST_TRADES).map(TradeJson::of).toList(),
          Math.max(0, trades.size() - MOST_TRADES));
    }
  }

  /** What is said of a run as a whole; null where there is nothing to make it of. */
  public record MetricsJson(
      @Nullable BigDecimal totalReturn,
      @Nullable BigDecimal cagr,
      @Nullable BigDecimal volatility,
      @Nullable BigDecimal sharpe,
      @Nullable BigDecimal sortino,
      @Nullable BigDecimal calmar,
      @Nullable BigDecimal maxDrawdown,
      @Nullable BigDecimal exposure,
      int trades,
      @Nullable BigDecimal hitRate,
      @Nullable BigDecimal profitFactor,
      @Nullable BigDecimal turnover,
      @Nullable BigDecimal costs) {

    private static MetricsJson of(Measures measures) {
      var performance = measures.performance();
      var drawdown = performance.drawdown();
      return new MetricsJson(
          Significant.of(performance.totalReturn()),
          Significant.of(performance.annualGrowth()),
          Significant.of(performance.volatility()),
          Significant.of(performance.sharpe()),
          Significant.of(performance.sortino()),
          Significant.of(performance.calmar()),
          drawdown == null ? null : Significant.of(drawdown.depth()),
          Significant.of(measures.exposure()),
          measures.trades(),
          Significant.of(measures.hitRate()),
          Significant.of(measures.profitFactor()),
          Significant.of(measures.turnover()),
          Significant.of(measures.paid()));
    }
  }

  /** Whether it exceeds the benchmark by more than chance, and that in words. */
  public record SignificanceJson(
      String edge,
      String meaning,
      @Nullable BigDecimal excess,
      @Nullable BigDecimal low,
      @Nullable BigDecimal high,
      @Nullable BigDecimal pValue,
      int returns,
      int block,
      int resamples,
      long seed) {

    static SignificanceJson of(Excess excess, int resamples) {
      return new SignificanceJson(
          excess.edge().name().toLowerCase(Locale.ROOT),
          switch (excess.edge()) {
            case SHOWN -> "It did better than buying and holding by more than chance explains.";
            case NONE -> "No edge is shown: chance explains the difference to buying and holding.";
            case NEGATIVE -> "It did worse than buying and holding by more than chance explains.";
            case UNKNOWN -> "Nothing is said of fewer than " + Excess.FEWEST + " returns.";
          },
          Significant.of(excess.mean()),
          Significant.of(excess.low()),
          Significant.of(excess.high()),
          Significant.of(excess.chance()),
          excess.returns(),
          excess.block(),
          resamples,
          Excess.SEED);
    }
  }

  /** What there was at the close of a candle; 1 at the beginning. */
  public record PointJson(String time, @Nullable BigDecimal worth) {

    /** Every so many closes, the least that leaves no more points, and the last. */
    private static List<PointJson> of(Returns worth, int points) {
      int last = worth.size() - 1;
      int step = Math.max(1, (last + points - 2) / (points - 1));
      List<PointJson> all = new ArrayList<>();
      for (int i = 0; i < last; i += step) {
        all.add(at(worth, i));
      }
      all.add(at(worth, last));
      return all;
    }

    private static PointJson at(Returns worth, int index) {
      return new PointJson(
          Times.format(worth.closeTimeNanos(index)), Significant.of(worth.close(index)));
    }
  }

  /** A position; one that is open has no exit. */
  public record TradeJson(
      String side,
      FillJson entry,
      @Nullable FillJson exit,
      @Nullable BigDecimal share,
      @Nullable BigDecimal profit,
      @Nullable BigDecimal gain) {

    private static TradeJson of(Trade trade) {
      Trade.Fill exit = trade.exit();
      return new TradeJson(
          trade.side().name().toLowerCase(Locale.ROOT),
          FillJson.of(trade.entry()),
          exit == null ? null : FillJson.of(exit),
          Significant.of(trade.share()),
          Significant.of(trade.profit()),
          Significant.of(trade.gain()));
    }
  }

  /** A fill, and how long it waited for a candle. */
  public record FillJson(String decided, String time, @Nullable BigDecimal price, long waitedMs) {

    private static FillJson of(Trade.Fill fill) {
      return new FillJson(
          Times.format(fill.decidedNanos()),
          Times.format(fill.timeNanos()),
          Significant.of(fill.price()),
          fill.waitedNanos() / 1_000_000);
    }
  }

  /** Who was chosen when, and what came of it out of sample. */
  public record ChosenJson(List<WindowJson> windows, RunJson outOfSample) {

    /**
     * @param ids of those among whom was chosen
     */
    public static ChosenJson of(
        List<Choice> choices,
        List<String> ids,
        ClosedCandles market,
        Outcome outcome,
        RunJson run) {
      Returns worth = outcome.track().worth();
      int first = choices.getFirst().split();
      return new ChosenJson(
          choices.stream()
              .map(choice -> WindowJson.of(choice, ids.get(choice.trader()), market, worth, first))
              .toList(),
          run);
    }
  }

  /**
   * One window; both returns are of the time they name, of the second part with whatever was held
   * when it began.
   */
  public record WindowJson(
      String inSampleFrom,
      String outOfSampleFrom,
      String outOfSampleTo,
      String strategy,
      @Nullable BigDecimal inSampleReturn,
      @Nullable BigDecimal inSampleSharpe,
      @Nullable BigDecimal outOfSampleReturn) {

    private static WindowJson of(
        Choice choice, String id, ClosedCandles market, Returns worth, int first) {
      long length = market.interval().nanos();
      double begin = worth.close(Math.max(0, choice.split() - first - 1));
      double end = worth.close(choice.end() - first - 1);
      return new WindowJson(
          Times.format(market.bars().openTimeNanos(choice.begin())),
          Times.format(market.bars().openTimeNanos(choice.split())),
          Times.format(market.bars().openTimeNanos(choice.end() - 1) + length),
          id,
          Significant.of(choice.inSample().totalReturn()),
          Significant.of(choice.inSample().sharpe()),
          Significant.of(end / begin - 1));
    }
  }
}
