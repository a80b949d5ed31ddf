package io.tapeline.access.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Tokens that are made of keys. */
@ConfigMapping(prefix = "tapeline.token")
public interface TokenConfig {

  /**
   * Who tokens say they are from ({@code iss}), the same for all replicas: {@code tapeline}, if
   * nothing is said, or this service's address.
   */
  Optional<String> issuer();

  /** Who tokens are for ({@code aud}): {@code tapeline} unless said otherwise. */
  Optional<String> audience();

  /** How long a token is good where its caller does not say. 10 s to 1 d. */
  @WithDefault("5m")
  @DurationMin(seconds = 10)
  @DurationMax(days = 1)
  Duration life();

  /** How long a token can be good at most. 10 s to 1 d. */
  @WithDefault("1h")
  @DurationMin(seconds = 10)
  @DurationMax(days = 1)
  Duration longestLife();

  /** For so long one key signs, then the next. 1 h to 366 d. */
  @WithDefault("30d")
  @DurationMin(hours = 1)
  @DurationMax(days = 366)
  Duration keyLife();

  /**
   * So long before it signs a key is published, at most half of {@link #keyLife()}. 5 min to 7 d.
   */
  @WithDefault("1d")
  @DurationMin(minutes = 5)
  @DurationMax(days = 7)
  Duration keyAhead();

  /** Tokens that one process remembers as checked. 100 to 10000000. */
  @WithDefault("100000")
  @Min(100)
  @Max(10_000_000)
  int remembered();
}
