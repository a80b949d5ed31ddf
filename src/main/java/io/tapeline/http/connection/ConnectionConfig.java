package io.tapeline.http.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Connections of the API's ports, and slow callers. */
@ConfigMapping(prefix = "tapeline.connection")
public interface ConnectionConfig {

  /** Connections at once; more are closed as they come. 10 to 1000000. */
  @WithDefault("10000")
  @Min(10)
  @Max(1_000_000)
  int most();

  /**
   * Of them from one address; not counted for this machine's own, where proxies are. 1 to 1000000.
   */
  @WithDefault("1000")
  @Min(1)
  @Max(1_000_000)
  int mostPerAddress();

  /** From the connection, or a request's first byte, to the end of its head. 100 ms to 5 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 5)
  Duration headWithin();

  /** From the end of a request's head to the end of its body. 100 ms to 10 min. */
  @WithDefault("20s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration bodyWithin();

  /** An answer of which nothing is taken for so long is broken off. 100 ms to 10 min. */
  @WithDefault("30s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration takenWithin();
}
