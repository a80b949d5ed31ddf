package io.tapeline.candle.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How candles are closed and kept in memory. */
@ConfigMapping(prefix = "tapeline.candle")
public interface CandleConfig {

  /**
   * How long after its end an interval waits for trades before its candle is closed. 0 s to 1 min.
   */
  @WithDefault("500ms")
  @DurationMin
  @DurationMax(minutes = 1)
  Duration grace();

  /**
   * How long after its end a closed candle can be revised by late or repaired trades. 1 min to 1
   * day.
   */
  @WithDefault("10m")
  @DurationMin(minutes = 1)
  @DurationMax(days = 1)
  Duration remember();

  /** Closed candles kept in memory, for each series and base interval. 60 to 10080. */
  @WithDefault("720")
  @Min(60)
  @Max(10_080)
  int recentCandles();

  /** Base candles that one request may read to build longer intervals. 1440 to 1000000. */
  @WithDefault("100000")
  @Min(1_440)
  @Max(1_000_000)
  int maxCandlesRead();

  /** Candles of settled ranges that are kept in memory after they were asked for. 0 to 10000000. */
  @WithDefault("50000")
  @Min(0)
  @Max(10_000_000)
  int cachedCandles();

  /**
   * Largest settled range that is shared through Redis, packed: a candle has about 45 bytes. 0 to
   * 8192 kB; with 0, none is.
   */
  @WithDefault("256")
  @Min(0)
  @Max(8_192)
  int sharedKilobytes();

  /** How long Redis is waited for before the database is asked. 1 ms to 1 s. */
  @WithDefault("50ms")
  @DurationMin(millis = 1)
  @DurationMax(seconds = 1)
  Duration sharedWait();
}
