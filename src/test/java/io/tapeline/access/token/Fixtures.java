package io.tapeline.access.token;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** Keys that sign at given times. */
final class Fixtures {

  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private Fixtures() {}

  static SigningKey key(Instant from, Instant until) {
    return SigningKey.make(new SecureRandom(), from, until, until.plus(Duration.ofHours(1)));
  }
}
