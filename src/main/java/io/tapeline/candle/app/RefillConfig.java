package io.tapeline.candle.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How gaps in the minutes of markets are refilled from the venues' own candles. */
@ConfigMapping(prefix = "tapeline.refill")
public interface RefillConfig {

  /** Look for gaps, and refill them. */
  @WithDefault("true")
  boolean enabled();

  /** How often gaps are looked for. 1 s to 1 day. */
  @WithDefault("1m")
  @DurationMin(seconds = 1)
  @DurationMax(days = 1)
  Duration every();

  /** How old a gap may be after a start. 1 min to 365 days. */
  @WithDefault("7d")
  @DurationMin(minutes = 1)
  @DurationMax(days = 365)
  Duration lookBack();
}
