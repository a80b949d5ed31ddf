package io.tapeline.signal.json;

import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import io.tapeline.signal.app.StatisticReader.Statistics;
import io.tapeline.signal.indicator.Significant;
import io.tapeline.signal.statistic.Drawdown;
import io.tapeline.signal.statistic.Returns;
import io.tapeline.signal.statistic.Summary;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Return and risk of a series as they are sent. */
@Schema(
    name = "Statistics",
    description =
        "Return and risk of a series over a range, from the closes of candles that are over. Shares,"
            + " not percent: 0.05 is 5 %. A year has 365.25 days. Figures have ten significant digits;"
            + " null where there is nothing to make one of.")
public record StatisticsJson(
    @Schema(description = "Whose candles.", examples = "btc-usd") String series,
    @Schema(description = "Length of a candle.", examples = "1d") String interval,
    @Schema(description = "What beta and correlation are to.", examples = "btc-usd")
        String benchmark,
    @Schema(
            description = "Start of the first candle; null where there is none.",
            examples = "2025-08-09T00:00:00.000Z",
            nullable = true)
        @Nullable String from,
    @Schema(
            description = "End of the last candle; null where there is none.",
            examples = "2026-08-09T00:00:00.000Z",
            nullable = true)
        @Nullable String to,
    @Schema(description = "Closes.", examples = "365") int candles,
    @Schema(
            description =
                "Returns: of each close on the one before it, where that is there. Fewer than"
                    + " `candles` − 1 where candles are missing.",
            examples = "364")
        int returns,
    @Schema(nullable = true, description = "Last close / first close − 1.", examples = "0.4183")
        @Nullable BigDecimal totalReturn,
    @Schema(
            nullable = true,
            description = "What that is a year; null for less than 30 days.",
            examples = "0.4197")
        @Nullable BigDecimal cagr,
    @Schema(
            nullable = true,
            description =
                "Deviation of logarithmic returns (n − 1), times the root of intervals a year.",
            examples = "0.5231")
        @Nullable BigDecimal volatility,
    @Schema(
            nullable = true,
            description =
                "Mean return above `risk_free`, by the deviation of returns (n − 1), times the root of"
                    + " intervals a year.",
            examples = "0.9312")
        @Nullable BigDecimal sharpe,
    @Schema(
            nullable = true,
            description =
                "The same, by √(Σ min(return − risk_free, 0)² / n) in place of the deviation.",
            examples = "1.3254")
        @Nullable BigDecimal sortino,
    @Schema(
            nullable = true,
            description = "`cagr` / the depth of `max_drawdown`.",
            examples = "1.6211")
        @Nullable BigDecimal calmar,
    @Schema(
            nullable = true,
            description = "The deepest fall of closes; null where none is below one before.")
        @Nullable DrawdownJson maxDrawdown,
    @Schema(
            nullable = true,
            description = "Skewness of returns, that of the population.",
            examples = "-0.2145")
        @Nullable BigDecimal skew,
    @Schema(
            nullable = true,
            description =
                "Excess kurtosis of returns, that of the population: 0 is the normal one.",
            examples = "2.318")
        @Nullable BigDecimal kurtosis,
    @Schema(
            nullable = true,
            description =
                "Value at risk: the loss in one interval that `confidence` of the returns stay above;"
                    + " historical, between the two nearest in proportion. Null where so few returns"
                    + " would leave none beyond it.",
            examples = "0.0412")
        @Nullable BigDecimal var,
    @Schema(
            nullable = true,
            description = "Expected shortfall: mean of the losses from `var` on.",
            examples = "0.0587")
        @Nullable BigDecimal cvar,
    @Schema(
            nullable = true,
            description = "The gain that as few exceed, by `var`.",
            examples = "1.08")
        @Nullable BigDecimal tailRatio,
    @Schema(
            nullable = true,
            description = "Covariance with the benchmark's returns / their variance.",
            examples = "1.21")
        @Nullable BigDecimal beta,
    @Schema(
            nullable = true,
            description = "Pearson's, with the benchmark's returns.",
            examples = "0.83")
        @Nullable BigDecimal correlation) {

  /** The deepest fall, as it is sent. */
  @Schema(name = "Drawdown", description = "A fall of closes below the highest close before.")
  public record DrawdownJson(
      @Schema(description = "Share of that highest close.", examples = "0.2589")
          @Nullable BigDecimal depth,
      @Schema(
              description = "When that was the price: the end of its candle.",
              examples = "2026-01-14T00:00:00.000Z")
          String peak,
      @Schema(description = "When the fall was deepest.", examples = "2026-04-08T00:00:00.000Z")
          String trough,
      @Schema(
              description = "When a close was as high again; null if none was yet.",
              examples = "2026-06-02T00:00:00.000Z",
              nullable = true)
          @Nullable String recovered) {

    static DrawdownJson of(Drawdown drawdown) {
      Long recovered = drawdown.recoveredNanos();
      return new DrawdownJson(
          Significant.of(drawdown.depth()),
          Times.format(drawdown.peakNanos()),
          Times.format(drawdown.troughNanos()),
          recovered == null ? null : Times.format(recovered));
    }
  }

  /**
   * @param benchmark the id of its series
   */
  public static StatisticsJson of(
      String series, Interval interval, String benchmark, Statistics statistics) {
    Returns returns = statistics.returns();
    Summary summary = statistics.summary();
    Drawdown drawdown = summary.drawdown();
    int size = returns.size();
    return new StatisticsJson(
        series,
        interval.id(),
        benchmark,
        size == 0 ? null : Times.format(returns.openTimeNanos(0)),
        size == 0 ? null : Times.format(returns.closeTimeNanos(size - 1)),
        size,
        returns.known().length,
        Significant.of(summary.totalReturn()),
        Significant.of(summary.annualGrowth()),
        Significant.of(summary.volatility()),
        Significant.of(summary.sharpe()),
        Significant.of(summary.sortino()),
        Significant.of(summary.calmar()),
        drawdown == null ? null : DrawdownJson.of(drawdown),
        Significant.of(summary.skew()),
        Significant.of(summary.excessKurtosis()),
        Significant.of(summary.valueAtRisk()),
        Significant.of(summary.expectedShortfall()),
        Significant.of(summary.tailRatio()),
        Significant.of(summary.beta()),
        Significant.of(summary.correlation()));
  }
}
