package io.tapeline.http;

import java.time.Duration;

/**
 * How long a caller may keep an answer. Always private: answers depend on who asks.
 *
 * @param header the value of {@code Cache-Control}
 */
public record CacheRule(String header) {

  /** Values that change by the second. */
  public static final CacheRule LIVE = of(Duration.ofSeconds(1), Duration.ofSeconds(5));

  /** Reference data: assets, venues, markets. */
  public static final CacheRule REFERENCE = of(Duration.ofMinutes(1), Duration.ofMinutes(10));

  /** History with something missing or partial in it, which may be refilled later. */
  public static final CacheRule HISTORY = of(Duration.ofMinutes(1), Duration.ofMinutes(10));

  /** What can't change any more: a closed range of history, or anything {@code as_of} a moment. */
  public static final CacheRule IMMUTABLE =
      new CacheRule("private, max-age=" + Duration.ofDays(365).toSeconds() + ", immutable");

  /** What is for whoever asks now, and for nobody to keep. */
  public static final CacheRule NEVER = new CacheRule("no-store");

  /**
   * @param maxAge how long it is fresh, whole seconds
   * @param staleWhileRevalidate how much longer it may be shown while a newer one is fetched
   */
  public static CacheRule of(Duration maxAge, Duration staleWhileRevalidate) {
    return new CacheRule(
        "private, max-age="
            + maxAge.toSeconds()
            + ", stale-while-revalidate="
            + staleWhileRevalidate.toSeconds());
  }
}
