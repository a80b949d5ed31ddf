package io.tapeline.signal.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much may be asked of models at once. */
@ConfigMapping(prefix = "tapeline.predictions")
public interface PredictionConfig {

  /** Series of one request. 1 to 1000. */
  @WithDefault("100")
  @Min(1)
  @Max(1_000)
  int maxSeries();
}
