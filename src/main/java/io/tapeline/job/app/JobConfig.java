package io.tapeline.job.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long work is done. */
@ConfigMapping(prefix = "tapeline.job")
public interface JobConfig {

  /** Do queued work here; otherwise it is only taken and told of. */
  @WithDefault("true")
  boolean enabled();

  /** Jobs that are done at a time. 1 to 32. */
  @WithDefault("2")
  @Min(1)
  @Max(32)
  int workers();

  /**
   * How often a worker says that it lives; after four times that without a word its jobs are taken
   * over. 100 ms to 1 min.
   */
  @WithDefault("5s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 1)
  Duration heartbeat();

  /** How long finished jobs and their files are kept. 1 min to 365 days. */
  @WithDefault("7d")
  @DurationMin(minutes = 1)
  @DurationMax(days = 365)
  Duration keep();

  /**
   * Most jobs that may wait or run, of all tenants together; how many of one, its plan says. 1 to
   * 100000.
   */
  @WithDefault("1000")
  @Min(1)
  @Max(100_000)
  int most();

  /** Where files of jobs are kept; replicas share it. The folder jobs of the home by default. */
  Optional<String> folder();
}
