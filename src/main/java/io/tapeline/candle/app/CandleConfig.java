package io.tapeline.candle.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How candles are closed and kept in memory. */
@ConfigMapping(prefix = "tapeline.candle")
public interface CandleConfig {

  /** How long after its end an interval waits for trades before its candle is closed. */
  @WithDefault("500ms")
  Duration grace();

  /** How long after its end a closed candle can be revised by late or repaired trades. */
  @WithDefault("10m")
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
}
