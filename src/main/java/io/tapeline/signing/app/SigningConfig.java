package io.tapeline.signing.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Signatures of answers. */
@ConfigMapping(prefix = "tapeline.signing")
public interface SigningConfig {

  /** Whether answers are signed that nobody asked a signature of. */
  @WithDefault("false")
  boolean always();

  /**
   * How long a key signs before the next one does, which is published all the while. 1 to 3650 d.
   */
  @WithDefault("90d")
  @DurationMin(days = 1)
  @DurationMax(days = 3650)
  Duration keyLife();
}
