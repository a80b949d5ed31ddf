package io.tapeline.access;

import java.time.Duration;

/**
 * How long callers may keep an answer that can still change.
 *
 * @param maxAge how long it is fresh, whole seconds
 * @param staleWhileRevalidate how much longer it may be shown while a newer one is fetched
 */
public record CachePolicy(Duration maxAge, Duration staleWhileRevalidate) {

  public CachePolicy {
    if (maxAge.isNegative() || staleWhileRevalidate.isNegative()) {
      throw new IllegalArgumentException("a time to keep answers is negative");
    }
  }

  @Override
  public String toString() {
    return "fresh for "
        + DurationText.of(maxAge)
        + ", then stale for "
        + DurationText.of(staleWhileRevalidate);
  }
}
