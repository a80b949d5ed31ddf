package io.tapeline.ops.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How batches are written. */
@ConfigMapping(prefix = "tapeline.store")
public interface StoreConfig {

  /** Whether anything is stored at all. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Rows that wait for the database, for each kind of row, of index prices a tenth of it; more are
   * refused. They wait in memory. 1000 to 10000000.
   */
  @WithDefault("300000")
  @Min(1_000)
  @Max(10_000_000)
  int spoolRows();

  /** Rows in one statement. 100 to 20000. */
  @WithDefault("10000")
  @Min(100)
  @Max(20_000)
  int batchRows();

  /** Longest wait of a row for others to be written with. 10 ms to 10 s. */
  @WithDefault("250ms")
  @DurationMin(millis = 10)
  @DurationMax(seconds = 10)
  Duration flushEvery();

  /**
   * Wait after a failed write; with each further one as much more, to thirty times. 10 ms to 1 min.
   */
  @WithDefault("250ms")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 1)
  Duration retryAfter();

  /** A write that takes longer has failed and is tried again. 100 ms to 5 min. */
  @WithDefault("30s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 5)
  Duration writeTimeout();

  /** A read that takes longer has failed. 100 ms to 5 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 5)
  Duration readTimeout();
}
