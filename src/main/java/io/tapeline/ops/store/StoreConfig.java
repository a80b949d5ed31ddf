package io.tapeline.ops.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How batches are written. */
@ConfigMapping(prefix = "tapeline.store")
public interface StoreConfig {

  /** Whether anything is stored at all. */
  @WithDefault("true")
  boolean enabled();

  /** Rows that wait for the database, for each kind of row; more are refused. 1000 to 10000000. */
  @WithDefault("1000000")
  @Min(1_000)
  @Max(10_000_000)
  int spoolRows();

  /** Rows in one statement. 100 to 20000. */
  @WithDefault("5000")
  @Min(100)
  @Max(20_000)
  int batchRows();

  /** Longest wait of a row for others to be written with. */
  @WithDefault("250ms")
  Duration flushEvery();

  /** Wait after a failed write; doubles up to thirty times as much. */
  @WithDefault("250ms")
  Duration retryAfter();
}
