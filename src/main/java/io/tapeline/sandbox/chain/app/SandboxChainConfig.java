package io.tapeline.sandbox.chain.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The simulated chain like Ethereum. */
@ConfigMapping(prefix = "tapeline.sandbox.chain")
public interface SandboxChainConfig {

  /**
   * Whether there is one. Where the feed is the sandbox and no chain is declared, the service
   * follows it.
   */
  @WithDefault("true")
  boolean enabled();

  /** How often there is a block; another chain for each. Whole seconds, 1 s to 1 min. */
  @WithDefault("12s")
  @DurationMin(seconds = 1)
  @DurationMax(minutes = 1)
  Duration blockEvery();

  /** Whether its pair and its pool are sources of the index price of ether. */
  @WithDefault("false")
  boolean indexPools();
}
