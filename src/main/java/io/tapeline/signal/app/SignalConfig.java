package io.tapeline.signal.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which signals are made at the close of candles, and stored. */
@ConfigMapping(prefix = "tapeline.signals")
public interface SignalConfig {

  /** A minute or longer. */
  String INTERVAL = "1m|5m|15m|30m|1h|4h|1d|1w";

  /** Whether any are made and stored. Those that are asked for are computed all the same. */
  @WithDefault("true")
  boolean enabled();

  /** Index pairs and markets whose candles are judged; every index if none is named. */
  Optional<Set<String>> series();

  /** Intervals whose closes are judged; no seconds. */
  @WithDefault("1m,5m,1h,1d")
  Set<@Pattern(regexp = INTERVAL) String> intervals();

  /** Strategies that judge them, with their numbers or without; all unless said otherwise. */
  Optional<String> strategies();

  /** How often newly stored candles are looked for. 10 ms to 1 min. */
  @WithDefault("100ms")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 1)
  Duration lookEvery();

  /** Candles of how long ago are still judged after nobody did for a while. 1 h to 365 days. */
  @WithDefault("30d")
  @DurationMin(hours = 1)
  @DurationMax(days = 365)
  Duration catchUp();

  /**
   * Candles kept in memory to judge the next close; a series takes about 5000, and one that does
   * not fit is read from the database at each close. 10000 to 10000000.
   */
  @WithDefault("200000")
  @Min(10_000)
  @Max(10_000_000)
  int candlesInMemory();

  /** Series that one request may ask the newest signals of. 1 to 50. */
  @WithDefault("20")
  @Min(1)
  @Max(50)
  int maxAssets();
}
