package io.tapeline.ops.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How others are treated that the service asks: the database, Redis, venues. */
@ConfigMapping(prefix = "tapeline.upstream")
public interface UpstreamConfig {

  /** Newest calls of an upstream that tell whether it works. 2 to 1000. */
  @WithDefault("5")
  @Min(2)
  @Max(1_000)
  int breakerCalls();

  /** So many of them failed, and it is left alone. Percent, 1 to 100. */
  @WithDefault("60")
  @Min(1)
  @Max(100)
  int breakerPercent();

  /** For so long it is left alone; then one call tries it. 10 ms to 1 min. */
  @WithDefault("1s")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 1)
  Duration breakerRest();

  /**
   * How often one call is made again after a failure that may pass, where that is done. 0 to 10.
   */
  @WithDefault("2")
  @Min(0)
  @Max(10)
  int retries();

  /**
   * Wait before the first of them, doubled with each, a half more or less by chance. 1 ms to 10 s.
   */
  @WithDefault("250ms")
  @DurationMin(millis = 1)
  @DurationMax(seconds = 10)
  Duration retryWait();

  /**
   * Calls that are made again are at most such a share of the first ones within a minute, or three.
   * Percent, 0 to 100.
   */
  @WithDefault("20")
  @Min(0)
  @Max(100)
  int retryPercent();
}
