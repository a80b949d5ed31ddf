package io.tapeline.signal.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tapeline.signal.app.SignalConfig;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** On which candles the record of each strategy is made, and how often. */
@ConfigMapping(prefix = "tapeline.records")
public interface RecordConfig {

  /** Whether any are made and stored, by the process that stores the feed. */
  @WithDefault("true")
  boolean enabled();

  /** Index pairs and markets on which each strategy is tried. */
  @WithDefault("btc-usd,eth-usd")
  @NotEmpty
  Set<@Pattern(regexp = "[A-Za-z0-9._:-]+") String> series();

  /** Intervals on which each is tried. */
  @WithDefault("1h,1d")
  @NotEmpty
  Set<@Pattern(regexp = SignalConfig.INTERVAL) String> intervals();

  /**
   * How often they are made again. What fails is tried again after a minute, then after twice as
   * long each time, an hour at most. 1 s to 30 days.
   */
  @WithDefault("1d")
  @DurationMin(seconds = 1)
  @DurationMax(days = 30)
  Duration every();

  /**
   * How often is looked whether they are due, or candles have come of a part that there were none
   * of: then it is made at once. 100 ms to 1 h.
   */
  @WithDefault("1m")
  @DurationMin(millis = 100)
  @DurationMax(hours = 1)
  Duration look();

  /** The newest part of the range, out of sample. 1 to 3650 days. */
  @WithDefault("365d")
  @DurationMin(days = 1)
  @DurationMax(days = 3_650)
  Duration outOfSample();

  /** The part before it, in sample. 1 to 3650 days. */
  @WithDefault("1095d")
  @DurationMin(days = 1)
  @DurationMax(days = 3_650)
  Duration inSample();
}
