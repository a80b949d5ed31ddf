package io.tapeline.signal.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much one question about levels, statistics or correlations may ask for. */
@ConfigMapping(prefix = "tapeline.statistic")
public interface StatisticConfig {

  /** Candles of one series that one request may be made of. 500 to 100000. */
  @WithDefault("20000")
  @Min(500)
  @Max(100_000)
  int maxCandles();

  /** Assets that one request may correlate with each other. 2 to 50. */
  @WithDefault("20")
  @Min(2)
  @Max(50)
  int maxAssets();

  /**
   * Steps of arithmetic that the correlations of one request may take: rows × pairs × window; a
   * million take about a millisecond. 1000000 to 1000000000.
   */
  @WithDefault("50000000")
  @Min(1_000_000)
  @Max(1_000_000_000)
  long maxSteps();
}
