package io.tapeline.signal.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tapeline.market.Interval;
import io.tapeline.signal.statistic.Summary.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.apache.commons.math3.stat.descriptive.moment.SemiVariance;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

  private static final Terms USUAL = new Terms(0.95, 0);
  private static final String NONE = Closes.NONE;
  private static final double HOURS = 8_766;

  private static Summary of(Returns series) {
    return Summary.of(series, series, USUAL);
  }

  @Test
  void figuresThatCanBeDoneByHand() {
    // +10 %, −20 %, +25 %, 0
    Summary summary = of(Closes.daily("100", "110", "88", "110", "110"));
    assertThat(summary.totalReturn()).isEqualTo(0.1, within(1e-12));
    assertThat(summary.annualGrowth()).isNaN(); // four days say nothing of a year
    Drawdown drawdown = Objects.requireNonNull(summary.drawdown());
    assertThat(drawdown.depth()).isEqualTo(0.2, within(1e-12));
    long day = Interval.D1.nanos();
    assertThat(drawdown.peakNanos()).isEqualTo(Closes.START + 2 * day);
    assertThat(drawdown.troughNanos()).isEqualTo(Closes.START + 3 * day);
    assertThat(drawdown.recoveredNanos()).isEqualTo(Closes.START + 4 * day);
    // mean 0.0375, Σ(x − mean)² = 0.106875, so that the deviation is √(0.106875 / 3)
    assertThat(summary.sharpe())
        .isEqualTo(0.0375 / Math.sqrt(0.106875 / 3) * Math.sqrt(365.25), within(1e-9));
    // one of four is below 0, by 0.2
    assertThat(summary.sortino())
        .isEqualTo(0.0375 / Math.sqrt(0.04 / 4) * Math.sqrt(365.25), within(1e-9));
    assertThat(summary.valueAtRisk()).isNaN(); // of four none is beyond 95 %
    assertThat(summary.beta()).isEqualTo(1, within(1e-12));
    assertThat(summary.correlation()).isEqualTo(1, within(1e-12));
  }

  @Test
  void aYearIsAYear() {
    String[] closes = new String[367];
    Arrays.fill(closes, "100");
    closes[366] = "150";
    // 366 days on, which is a little more than a year
    assertThat(of(Closes.daily(closes)).annualGrowth())
        .isEqualTo(Math.pow(1.5, 365.25 / 366) - 1, within(1e-12));
  }

  @Test
  void whatBearsNoRiskIsTakenOffEachReturn() {
    Returns series = Closes.daily("100", "110", "88", "110", "110");
    double daily = Math.pow(1.05, 1 / 365.25) - 1;
    assertThat(Summary.of(series, series, new Terms(0.95, 0.05)).sharpe())
        .isEqualTo((0.0375 - daily) / Math.sqrt(0.106875 / 3) * Math.sqrt(365.25), within(1e-9));
  }

  @Test
  void noReturnSpansWhatIsMissing() {
    Returns holed = Closes.daily("100", "110", NONE, "55", "66");
    assertThat(holed.known()).containsExactly(new double[] {0.1, 0.2}, within(1e-12));
    Summary summary = of(holed);
    assertThat(summary.totalReturn()).isEqualTo(-0.34, within(1e-12));
    assertThat(Objects.requireNonNull(summary.drawdown()).depth()).isEqualTo(0.5, within(1e-12));
    assertThat(Objects.requireNonNull(summary.drawdown()).recoveredNanos()).isNull();
  }

  @Test
  void ofNothingNothingIsSaid() {
    for (Returns few : List.of(Closes.daily(), Closes.daily("100"), Closes.daily("1", NONE, "2"))) {
      Summary summary = of(few);
      assertThat(
              new double[] {
                summary.volatility(),
                summary.sharpe(),
                summary.sortino(),
                summary.calmar(),
                summary.skew(),
                summary.excessKurtosis(),
                summary.valueAtRisk(),
                summary.expectedShortfall(),
                summary.tailRatio(),
                summary.beta(),
                summary.correlation()
              })
          .containsOnly(Double.NaN);
      assertThat(summary.drawdown()).isNull();
    }
  }

  @Test
  void whatDoesNotMoveHasNoShape() {
    String[] closes = new String[100];
    Arrays.fill(closes, "0.1");
    Summary summary = of(Closes.daily(closes));
    assertThat(summary.volatility()).isZero();
    assertThat(summary.totalReturn()).isZero();
    assertThat(
            new double[] {
              summary.sharpe(), summary.sortino(), summary.calmar(), summary.skew(),
              summary.excessKurtosis(), summary.tailRatio(), summary.beta(), summary.correlation()
            })
        .containsOnly(Double.NaN);
  }

  @Test
  void aCloseOfNothingHasNoReturnOnIt() {
    assertThat(Closes.daily("1", "0", "1", "2").known()).containsExactly(-1, 1);
  }

  /** A second implementation that is not ours. */
  @ParameterizedTest
  @ValueSource(strings = {"ETHUSDT", "BTCUSDT"})
  void commonsMathSaysTheSameOfRecordedHours(String symbol) throws IOException {
    Returns series = Closes.recorded(symbol);
    Returns benchmark = Closes.recorded("BTCUSDT");
    Summary summary = Summary.of(series, benchmark, USUAL);
    double[] returns = series.known();
    double[] theirs = benchmark.known();
    double deviation = Math.sqrt(StatUtils.variance(returns));
    double[] logarithms = Arrays.stream(returns).map(FastMath::log1p).toArray();
    close(summary.volatility(), Math.sqrt(StatUtils.variance(logarithms) * HOURS));
    close(summary.sharpe(), StatUtils.mean(returns) / deviation * Math.sqrt(HOURS));
    SemiVariance semi = new SemiVariance(false);
    double downside =
        Math.sqrt(
            semi.evaluate(returns, 0, SemiVariance.DOWNSIDE_VARIANCE, false, 0, returns.length));
    close(summary.sortino(), StatUtils.mean(returns) / downside * Math.sqrt(HOURS));
    double n = returns.length;
    // theirs are corrected for the sample: back to those of the population
    close(summary.skew(), new Skewness().evaluate(returns) * (n - 2) / Math.sqrt(n * (n - 1)));
    close(
        summary.excessKurtosis(),
        (new Kurtosis().evaluate(returns) * (n - 2) * (n - 3) / (n - 1) - 6) / (n + 1));
    double low = percentile(returns, 5);
    close(summary.valueAtRisk(), -low);
    close(
        summary.expectedShortfall(),
        -Arrays.stream(returns).filter(x -> x <= low).average().orElseThrow());
    close(summary.tailRatio(), percentile(returns, 95) / -low);
    SimpleRegression regression = new SimpleRegression();
    for (int i = 0; i < returns.length; i++) {
      regression.addData(theirs[i], returns[i]);
    }
    close(summary.beta(), regression.getSlope());
    close(summary.correlation(), new PearsonsCorrelation().correlation(returns, theirs));
  }

  private static double percentile(double[] values, double percent) {
    return new Percentile(percent)
        .withEstimationType(Percentile.EstimationType.R_7)
        .evaluate(values);
  }

  private static void close(double ours, double theirs) {
    assertThat(ours).isEqualTo(theirs, within(1e-9 * Math.abs(theirs)));
  }

  @Test
  void rollingCorrelationsAreThoseOfEachWindow() throws IOException {
    double[] a = Closes.recorded("ETHUSDT").known();
    double[] b = Closes.recorded("BTCUSDT").known();
    b[100] = Double.NaN;
    double[] rolling = Correlations.rolling(a, b, 30);
    List<Integer> none = new ArrayList<>();
    for (int to = 1; to <= a.length; to++) {
      if (Double.isNaN(rolling[to - 1])) {
        none.add(to - 1);
      } else {
        close(
            rolling[to - 1],
            new PearsonsCorrelation()
                .correlation(
                    Arrays.copyOfRange(a, to - 30, to), Arrays.copyOfRange(b, to - 30, to)));
      }
    }
    assertThat(none).hasSize(29 + 30).contains(28, 100, 129).doesNotContain(29, 99, 130);
    assertThat(Correlations.rolling(new double[50], b, 30)).containsOnly(Double.NaN);
  }
}
