package io.tapeline.chain;

import java.util.Arrays;

/** Measures work beside hashing the same bytes with the same function, by turns in one process. */
public final class BesideHashing {

  private static final int WARM_ROUNDS = 3;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 1_000_000_000;

  private BesideHashing() {}

  /** Does something once, and tells how many things that were. */
  public interface Work {
    int once();
  }

  /**
   * Prints things a second of both, medians of some rounds, and their ratio.
   *
   * @param bytes what is hashed, in words
   */
  public static void compare(String name, String bytes, Work work, Work hashing) {
    double[] ours = new double[ROUNDS];
    double[] plain = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
      double plainRate = rate(hashing);
      double ourRate = rate(work);
      if (round >= 0) {
        plain[round] = plainRate;
        ours[round] = ourRate;
        ratios[round] = ourRate / plainRate;
      }
    }
    Arrays.sort(ratios);
    System.out.printf(
        "%s: %.0f/s, hashing %s %.0f/s, ratio %.2f (%.2f to %.2f)%n",
        name, median(ours), bytes, median(plain), median(ratios), ratios[0], ratios[ROUNDS - 1]);
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  private static double rate(Work work) {
    long began = System.nanoTime();
    long nanos = 0;
    long things = 0;
    while (nanos < ROUND_NANOS) {
      things += work.once();
      nanos = System.nanoTime() - began;
    }
    return things * 1e9 / nanos;
  }
}
