package io.tapeline.signal.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Interval;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.AwesomeOscillatorIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.CMOIndicator;
import org.ta4j.core.indicators.CoppockCurveIndicator;
import org.ta4j.core.indicators.KSTIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.MassIndexIndicator;
import org.ta4j.core.indicators.PPOIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.UlcerIndexIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.averages.DoubleEMAIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.HMAIndicator;
import org.ta4j.core.indicators.averages.KAMAIndicator;
import org.ta4j.core.indicators.averages.MMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.averages.TripleEMAIndicator;
import org.ta4j.core.indicators.averages.VWMAIndicator;
import org.ta4j.core.indicators.averages.WMAIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.MedianPriceIndicator;
import org.ta4j.core.indicators.helpers.TypicalPriceIndicator;
import org.ta4j.core.indicators.statistics.MeanDeviationIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.volume.ChaikinMoneyFlowIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.num.Num;

/** A second implementation, not ours: once warmed up, ta4j says the same of recorded candles. */
class Ta4jTest {

  /** Ours, by the name of the column, and theirs. */
  static Map<String, Function<BarSeries, Indicator<Num>>> pairs() {
    Map<String, Function<BarSeries, Indicator<Num>>> pairs = new TreeMap<>();
    pairs.put("sma(20)", series -> new SMAIndicator(close(series), 20));
    pairs.put("ema(20)", series -> new EMAIndicator(close(series), 20));
    pairs.put("wilders(14)", series -> new MMAIndicator(close(series), 14));
    pairs.put("wma(20)", series -> new WMAIndicator(close(series), 20));
    pairs.put("hma(16)", series -> new HMAIndicator(close(series), 16));
    pairs.put("dema(20)", series -> new DoubleEMAIndicator(close(series), 20));
    pairs.put("tema(20)", series -> new TripleEMAIndicator(close(series), 20));
    pairs.put("vwma(20)", series -> new VWMAIndicator(close(series), 20));
    pairs.put("kama(10,2,30)", series -> new KAMAIndicator(close(series), 10, 2, 30));
    pairs.put("rsi(14)", series -> new RSIIndicator(close(series), 14));
    pairs.put("atr(14)", series -> new ATRIndicator(series, 14));
    pairs.put("macd(12,26,9).line", series -> new MACDIndicator(close(series), 12, 26));
    pairs.put(
        "macd(12,26,9).signal",
        series -> new EMAIndicator(new MACDIndicator(close(series), 12, 26), 9));
    pairs.put("ppo(12,26)", series -> new PPOIndicator(close(series), 12, 26));
    pairs.put("cci(20)", series -> new CCIIndicator(series, 20));
    pairs.put("cmo(14)", series -> new CMOIndicator(close(series), 14));
    pairs.put("roc(10)", series -> new ROCIndicator(close(series), 10));
    pairs.put("willr(14)", series -> new WilliamsRIndicator(series, 14));
    pairs.put("stoch(14,1,3).k", series -> new StochasticOscillatorKIndicator(series, 14));
    pairs.put(
        "ao(5,34)",
        series -> new AwesomeOscillatorIndicator(new MedianPriceIndicator(series), 5, 34));
    pairs.put("adx(14)", series -> new ADXIndicator(series, 14));
    pairs.put("di(14).plus", series -> new PlusDIIndicator(series, 14));
    pairs.put("di(14).minus", series -> new MinusDIIndicator(series, 14));
    pairs.put("aroon(25).up", series -> new AroonUpIndicator(new HighPriceIndicator(series), 25));
    pairs.put(
        "aroon(25).down", series -> new AroonDownIndicator(new LowPriceIndicator(series), 25));
    pairs.put("mfi(14)", series -> new MoneyFlowIndexIndicator(series, 14));
    pairs.put("cmf(20)", series -> new ChaikinMoneyFlowIndicator(series, 20));
    pairs.put("ulcer(14)", series -> new UlcerIndexIndicator(close(series), 14));
    pairs.put("mass(25,9)", series -> new MassIndexIndicator(series, 9, 25));
    pairs.put("coppock(14,11,10)", series -> new CoppockCurveIndicator(close(series), 14, 11, 10));
    pairs.put("kst(9).line", series -> new KSTIndicator(close(series)));
    pairs.put("donchian(20).upper", series -> new DonchianChannelUpperIndicator(series, 20));
    pairs.put("donchian(20).lower", series -> new DonchianChannelLowerIndicator(series, 20));
    pairs.put("md(20)", series -> new MeanDeviationIndicator(close(series), 20));
    pairs.put("linreg(14)", series -> new SimpleLinearRegressionIndicator(close(series), 14));
    pairs.put("typprice", TypicalPriceIndicator::new);
    return pairs;
  }

  static Stream<String> columns() {
    return pairs().keySet().stream();
  }

  private static ClosePriceIndicator close(BarSeries series) {
    return new ClosePriceIndicator(series);
  }

  @ParameterizedTest
  @MethodSource("columns")
  void theOtherOneSaysTheSameOfRecordedCandles(String name) throws IOException {
    Bars bars = SampleBars.recorded();
    Choice choice = SampleBars.choice(name.replaceFirst("\\.[a-z_]+$", ""));
    List<String> columns = choice.columns();
    double[] ours = choice.figures(bars)[columns.indexOf(name)];
    Indicator<Num> theirs =
        Objects.requireNonNull(pairs().get(name)).apply(Ta4jBars.of(bars, Interval.H1));
    int compared = 0;
    for (int i = Math.min(choice.warmup(), bars.size() - 200); i < bars.size(); i++) {
      double other = theirs.getValue(i).doubleValue();
      assertThat(ours[i])
          .as("%s at %s", name, i)
          .isCloseTo(other, Offset.offset(1e-7 * Math.max(1, Math.abs(other))));
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(200);
  }
}
