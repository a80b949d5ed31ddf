package io.tapeline.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Chance, the same for the same seed. */
final class Draw {

  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String of(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** True so many times out of a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /**
   * @param bound exclusive
   */
  int below(int bound) {
    return random.nextInt(bound);
  }

  long number() {
    return random.nextLong();
  }

  /** Any bytes at all. */
  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
