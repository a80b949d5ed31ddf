package io.tapeline.signal.record;

import java.time.Duration;
import java.time.Instant;

/**
 * When what failed is tried again: after a minute, then after twice as long each time, after an
 * hour at most. In memory: who starts anew tries at once.
 */
final class Retry {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Duration wait = FIRST;
  private Instant next = Instant.MIN;

  synchronized boolean isHeldBack(Instant now) {
    return now.isBefore(next);
  }

  synchronized void failed(Instant now) {
    next = now.plus(wait);
    Duration twice = wait.multipliedBy(2);
    wait = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  synchronized void succeeded() {
    wait = FIRST;
    next = Instant.MIN;
  }
}
