package io.tapeline.chain.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Checks of nodes of chains like Ethereum that nobody asked for. */
@ConfigMapping(prefix = "tapeline.audits")
public interface AuditConfig {

  /** Whether there are any. */
  @WithDefault("true")
  boolean enabled();

  /**
   * How often every node is asked for something that proves itself, which costs a call or two. 50
   * ms to 1 day.
   */
  @WithDefault("10s")
  @DurationMin(millis = 50)
  @DurationMax(days = 1)
  Duration every();
}
