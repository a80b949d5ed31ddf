package io.tapeline.webhook;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a delivery waits after an attempt that failed: twice as long each time, so that a
 * receiver that is down is not kept busy, and by chance a part of it, so that all that waits for
 * one receiver does not come at once.
 *
 * @param attempts after so many it is given up
 */
public record Backoff(Duration first, Duration longest, int attempts) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait; nothing if there is no further attempt.
   *
   * @param failed attempts that there have been
   * @param asked what the receiver asks for, which counts up to the longest wait; null for nothing
   * @param chance 0 to 1: from half of the wait to all of it
   */
  public Optional<Duration> after(int failed, @Nullable Duration asked, double chance) {
    if (failed >= attempts) {
      return Optional.empty();
    }
    long doubled = first.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS);
    long whole = Math.min(doubled, longest.toMillis());
    long wait = Math.round(whole / 2.0 * (1 + chance));
    long wanted = asked == null ? 0 : Math.min(asked.toMillis(), longest.toMillis());
    return Optional.of(Duration.ofMillis(Math.max(wait, wanted)));
  }
}
