package io.tapeline.signal.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How large a backtest may be. */
@ConfigMapping(prefix = "tapeline.backtest")
public interface BacktestConfig {

  /** Series of one backtest. 1 to 100. */
  @WithDefault("20")
  @Min(1)
  @Max(100)
  int maxSeries();

  /** Strategies of one backtest, its rules among them. 1 to 50. */
  @WithDefault("10")
  @Min(1)
  @Max(50)
  int maxStrategies();

  /** Strategies of a grid from which one is chosen in each window. 2 to 256. */
  @WithDefault("64")
  @Min(2)
  @Max(256)
  int maxGrid();

  /**
   * Candles of each series, those before the range that figures need not counted; a candle takes
   * about 50 bytes, and 4 for each strategy. 1000 to 500000.
   */
  @WithDefault("100000")
  @Min(1_000)
  @Max(500_000)
  int maxCandles();
}
