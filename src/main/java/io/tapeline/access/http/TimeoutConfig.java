package io.tapeline.access.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * So long a request may wait for the beginning of its answer, by its class of work; the policy says
 * which that is.
 */
@ConfigMapping(prefix = "tapeline.timeout")
public interface TimeoutConfig {

  /** Answers from memory. 100 ms to 10 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration read();

  /** Pages of history. 100 ms to 10 min. */
  @WithDefault("20s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration history();

  /** Whole histories and files. 100 ms to 10 min. */
  @WithDefault("30s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration bulk();

  /** What is asked about jobs. 100 ms to 10 min. */
  @WithDefault("30s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration job();

  /** Keys, accounts and administration. 100 ms to 10 min. */
  @WithDefault("20s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration account();
}
