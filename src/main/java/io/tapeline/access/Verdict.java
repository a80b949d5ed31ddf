package io.tapeline.access;

import java.time.Duration;

/** Whether a request passes, and what the headers about limits say with it. */
public sealed interface Verdict {

  /** Units that may still be asked for now, as far as is known here; not negative. */
  long remaining();

  /** The time after which the whole burst is there again if nothing more is asked. */
  Duration reset();

  /**
   * It passes, and its cost is taken.
   *
   * @param resetNanos a number, so that a request that passes makes no {@code Duration} that nobody
   *     reads
   */
  record Passed(long remaining, long resetNanos) implements Verdict {

    @Override
    public Duration reset() {
      return Duration.ofNanos(resetNanos);
    }
  }

  /**
   * It does not pass, and nothing is taken.
   *
   * @param retryAfter the time after which the same request may pass if nothing else is asked; more
   *     than zero. With enough remaining, the units are only not at hand on this replica yet
   */
  record Refused(Duration retryAfter, long remaining, Duration reset) implements Verdict {}
}
