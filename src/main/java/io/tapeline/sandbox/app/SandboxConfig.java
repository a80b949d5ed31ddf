package io.tapeline.sandbox.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The simulated world and what goes wrong in it. */
@ConfigMapping(prefix = "tapeline.sandbox")
public interface SandboxConfig {

  /** Which world: the same seed gives the same trades at the same times, on any machine. */
  @WithDefault("1")
  long seed();

  /** Where the simulated venues listen on this machine; any free port if 0. 0 to 65535. */
  @WithDefault("0")
  @Min(0)
  @Max(65_535)
  int port();

  /**
   * Trades and quotes of all markets together. Messages a second, 1 to 1000000. Another rate is
   * another world.
   */
  @WithDefault("2000")
  @DecimalMin("1")
  @DecimalMax("1000000")
  double rate();

  /**
   * One fault in each such period, venue and kind drawn by the seed; none if zero. 0 s to 1 day.
   */
  @WithDefault("0s")
  @DurationMin
  @DurationMax(days = 1)
  Duration faultEvery();

  /** How long each of those faults lasts; at most the period. 100 ms to 1 day. */
  @WithDefault("5s")
  @DurationMin(millis = 100)
  @DurationMax(days = 1)
  Duration faultLength();

  /** How far an outlier's prices are off. Percent, -99 to 1000. */
  @WithDefault("5")
  @DecimalMin("-99")
  @DecimalMax("1000")
  double outlierPercent();

  /** How far behind a reader may fall before it is disconnected. 100 ms to 10 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration slowReaderLimit();

  /** Faults that are remembered; the oldest are forgotten. 1 to 10000. */
  @WithDefault("1000")
  @Min(1)
  @Max(10_000)
  int faultsKept();
}
