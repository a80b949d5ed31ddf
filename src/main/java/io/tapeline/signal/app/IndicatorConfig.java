package io.tapeline.signal.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much one question about indicators may ask for. */
@ConfigMapping(prefix = "tapeline.indicator")
public interface IndicatorConfig {

  /** Indicators that one request may name. 1 to 100. */
  @WithDefault("20")
  @Min(1)
  @Max(100)
  int maxAtOnce();

  /**
   * Steps of arithmetic that the indicators of one request may take for each block of 512 candles,
   * warm-up included; a million take about a millisecond. 1000000 to 1000000000.
   */
  @WithDefault("20000000")
  @Min(1_000_000)
  @Max(1_000_000_000)
  long maxSteps();
}
