package io.tapeline.tape.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How much of the tape is kept in memory, and when the store has it. */
@ConfigMapping(prefix = "tapeline.tape")
public interface TapeConfig {

  /** Newest trades kept in memory for each market. 100 to 100000. */
  @WithDefault("2000")
  @Min(100)
  @Max(100_000)
  int recentTrades();

  /**
   * A range of trades that ended so long ago is answered from the store, with a receipt; younger
   * ones from memory, as some of their trades may be on their way. 1 s to 1 h.
   */
  @WithDefault("5s")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration settledAfter();
}
