package io.tapeline.sandbox.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The simulated world and what goes wrong in it. */
@ConfigMapping(prefix = "tapeline.sandbox")
public interface SandboxConfig {

  /** Which world: the same seed gives the same trades at the same times, on any machine. */
  @WithDefault("1")
  long seed();

  /** Where the simulated venues listen on this machine; any free port if 0. */
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

  /** One fault in each such period, venue and kind drawn by the seed; none if zero. */
  @WithDefault("0s")
  Duration faultEvery();

  /** How long each of those faults lasts; at most the period. */
  @WithDefault("5s")
  Duration faultLength();

  /** How far an outlier's prices are off. Percent, -99 to 1000. */
  @WithDefault("5")
  @DecimalMin("-99")
  @DecimalMax("1000")
  double outlierPercent();

  /** How far behind a reader may fall before it is disconnected. */
  @WithDefault("10s")
  Duration slowReaderLimit();

  /** Faults that are remembered; the oldest are forgotten. 1 to 10000. */
  @WithDefault("1000")
  @Min(1)
  @Max(10_000)
  int faultsKept();
}
