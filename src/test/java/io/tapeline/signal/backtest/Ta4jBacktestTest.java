package io.tapeline.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.backtest.Sizing.Fraction;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Ta4jBars;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.SampleCandles;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Position;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/** ta4j's own backtest makes the same trades of recorded candles, at the same prices. */
class Ta4jBacktestTest {

  private static final double FEE = 0.001;

  /** Long enough before the first decision for every figure to be there. */
  private static final int FROM = 300;

  @ParameterizedTest
  @CsvSource({
    "binance-spot-2025-08/BTCUSDT_1h.csv, 1h, 10, 30",
    "bybit-linear-2025-06/ETHUSDT_60m.csv, 1h, 20, 50",
    "bybit-linear-2025-06/SOLUSDT_15m.csv, 15m, 5, 100",
    "binance-spot-2025-08/ETHUSDT_1h.csv, 1h, 7, 21"
  })
  void crossingAveragesTradeAlike(String file, String length, int fast, int slow)
      throws IOException {
    Interval interval = Interval.of(length).orElseThrow();
    List<PartialCandle> candles = SampleCandles.csv(file, interval);
    Bars bars = Bars.of(candles);
    Backtest backtest =
        new Backtest(
            ClosedCandles.of(interval, candles),
            List.of(),
            bars.openTimeNanos(FROM),
            List.of(CrossingAverages.trader(interval, fast, slow)),
            new Terms(new Costs(FEE, 0), Fraction.ALL, false, 1, 0));
    Track track = backtest.outcome(0, backtest.benchmark(), 1).track();
    List<Trade> ours = track.trades().stream().filter(trade -> trade.exit() != null).toList();
    List<Position> theirs = theirs(bars, interval, fast, slow);
    assertThat(ours).hasSameSizeAs(theirs).hasSizeGreaterThan(4);
    double worth = 1;
    for (int i = 0; i < ours.size(); i++) {
      Position position = theirs.get(i);
      Trade trade = ours.get(i);
      Trade.Fill exit = Objects.requireNonNull(trade.exit());
      assertThat(trade.entry().timeNanos())
          .isEqualTo(bars.openTimeNanos(position.getEntry().getIndex()));
      assertThat(exit.timeNanos()).isEqualTo(bars.openTimeNanos(position.getExit().getIndex()));
      assertThat(trade.entry().price())
          .isEqualTo(position.getEntry().getPricePerAsset().doubleValue());
      assertThat(exit.price()).isEqualTo(position.getExit().getPricePerAsset().doubleValue());
      // of one unit, with a fee on each fill
      double gain = position.getProfit().doubleValue() / trade.entry().price();
      assertThat(trade.gain()).isCloseTo(gain, Offset.offset(1e-10));
      worth *= 1 + gain / (1 + FEE);
    }
    double profit = ours.stream().mapToDouble(Trade::profit).sum();
    assertThat(profit).isCloseTo(worth - 1, Offset.offset(1e-10));
  }

  private static List<Position> theirs(Bars bars, Interval interval, int fast, int slow) {
    BarSeries series = Ta4jBars.of(bars, interval);
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    SMAIndicator quick = new SMAIndicator(close, fast);
    SMAIndicator calm = new SMAIndicator(close, slow);
    BaseStrategy strategy =
        new BaseStrategy(new OverIndicatorRule(quick, calm), new UnderIndicatorRule(quick, calm));
    return new BarSeriesManager(
            series,
            new LinearTransactionCostModel(FEE),
            new ZeroCostModel(),
            new TradeOnNextOpenModel())
        .run(strategy, TradeType.BUY, series.numFactory().one(), FROM, series.getEndIndex())
        .getPositions();
  }
}
