package io.tapeline.tape.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much of the tape is kept in memory. */
@ConfigMapping(prefix = "tapeline.tape")
public interface TapeConfig {

  /** Newest trades kept in memory for each market. 100 to 100000. */
  @WithDefault("2000")
  @Min(100)
  @Max(100_000)
  int recentTrades();
}
