package io.tapeline.access;

import java.time.Duration;
import java.util.SplittableRandom;

/** Limits of every size, for laws. */
final class Limits {

  private Limits() {}

  /** As many small as large ones. */
  static Limit random(SplittableRandom random) {
    Duration per = Duration.ofSeconds(upTo(random, 86_400));
    return new Limit(upTo(random, 100_000), per, upTo(random, 300));
  }

  /** 1 to this, as often below its root as above. */
  static long upTo(SplittableRandom random, long most) {
    return Math.clamp(Math.round(Math.pow((double) most, random.nextDouble())), 1, most);
  }
}
