package io.tapeline.exchange.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the service talks to venues. */
@ConfigMapping(prefix = "tapeline.exchange")
public interface FeedConfig {

  /** Venues to connect to, by id; all that the service knows if absent. */
  Optional<Set<String>> venues();

  /** Folder to record raw frames and REST bodies into; nothing is recorded if absent. */
  Optional<String> record();

  /** Largest frame that is decoded. Bytes, 64 KiB to 64 MiB. */
  @WithDefault("16777216")
  @Min(65_536)
  @Max(67_108_864)
  int maxFrameBytes();

  /** Longest REST answer, unpacked. Bytes, 1 MiB to 1 GiB. */
  @WithDefault("67108864")
  @Min(1_048_576)
  @Max(1_073_741_824)
  int maxBodyBytes();

  /** Time for one REST answer. 100 ms to 2 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 2)
  Duration restTimeout();

  /** Time for a socket to open. 100 ms to 2 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 2)
  Duration connectTimeout();

  /**
   * First wait before connecting again; doubles up to {@link #maxBackoff()}, with jitter. 10 ms to
   * 10 s.
   */
  @WithDefault("500ms")
  @DurationMin(millis = 10)
  @DurationMax(seconds = 10)
  Duration minBackoff();

  /** Longest wait before connecting again. 10 ms to 10 min. */
  @WithDefault("30s")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 10)
  Duration maxBackoff();

  /** REST requests at once, for each venue. 1 to 16. */
  @WithDefault("4")
  @Min(1)
  @Max(16)
  int restConcurrency();

  /** Frames of an unknown or broken kind that are logged a minute, for each venue. 0 to 600. */
  @WithDefault("6")
  @Min(0)
  @Max(600)
  int samplesPerMinute();
}
