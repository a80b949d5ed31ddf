package io.tapeline.access;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What lies between replicas and the shared count.
 *
 * @param delayNanos of a message, at most; evenly spread
 * @param lostPerMille of messages there, and of answers
 * @param downPerMille of the seconds in which nothing is answered at all
 */
record Network(long delayNanos, int lostPerMille, int downPerMille) {

  /** Everything arrives in time. */
  static Network sound(SplittableRandom random) {
    return new Network(Limits.upTo(random, Allowance.TIMEOUT_NANOS / 2 - 1), 0, 0);
  }

  /** Much is late, lost or refused. */
  static Network broken(SplittableRandom random) {
    long delay = Limits.upTo(random, Duration.ofMillis(400).toNanos());
    return new Network(delay, random.nextInt(200), random.nextInt(500));
  }

  /** The delay of one message. Negative if it is lost. */
  long delay(SplittableRandom random) {
    return random.nextInt(1000) < lostPerMille ? -1 : random.nextLong(delayNanos + 1);
  }

  /** The same in each second of a seed. */
  boolean isDown(long seed, long nowNanos) {
    long second = nowNanos / Duration.ofSeconds(1).toNanos();
    return new SplittableRandom(seed * 31 + second).split().nextInt(1000) < downPerMille;
  }
}
