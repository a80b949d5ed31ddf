package io.tapeline.ops.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How long each kind of data is kept, by the time that it is of. What is older goes partition by
 * partition, once the newest in it is. A recording that is replayed is as old as it is: of it
 * nothing goes.
 */
@ConfigMapping(prefix = "tapeline.retention")
public interface RetentionConfig {

  /** Trades. 1 day to 36500 days. */
  @WithDefault("30d")
  @DurationMin(days = 1)
  @DurationMax(days = 36_500)
  Duration trades();

  /** Candles of a second. 1 day to 36500 days. */
  @WithDefault("7d")
  @DurationMin(days = 1)
  @DurationMax(days = 36_500)
  Duration seconds();

  /** Candles of a minute. 1 day to 36500 days. */
  @WithDefault("36500d")
  @DurationMin(days = 1)
  @DurationMax(days = 36_500)
  Duration minutes();

  /** Longer candles. 1 day to 36500 days. */
  @WithDefault("36500d")
  @DurationMin(days = 1)
  @DurationMax(days = 36_500)
  Duration longer();

  /** Index prices, one a second. 1 day to 36500 days. */
  @WithDefault("90d")
  @DurationMin(days = 1)
  @DurationMax(days = 36_500)
  Duration indexPrices();

  /** Signals, by the open time of their candle. 1 day to 36500 days. */
  @WithDefault("90d")
  @DurationMin(days = 1)
  @DurationMax(days = 36_500)
  Duration signals();
}
