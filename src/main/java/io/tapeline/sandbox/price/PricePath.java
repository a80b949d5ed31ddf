package io.tapeline.sandbox.price;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An asset's way around its long-term price: octaves of noise from a second to half a year, each
 * twice as high as the one four times faster, which is how far a random walk gets in that time.
 */
final class PricePath {

  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final long FASTEST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int OCTAVES = 13;

  /** A swing of a month is as far as a price leaves its long-term level. */
  private static final double LONGEST_DAYS = 30;

  private final List<Noise> octaves = new ArrayList<>(OCTAVES);
  private final double[] amplitudes = new double[OCTAVES];

  /**
   * @param dailyVolatility typical move of a day, a ratio
   */
  PricePath(long seed, double dailyVolatility) {
    long period = FASTEST_NANOS;
    for (int i = 0; i < OCTAVES; i++) {
      octaves.add(new Noise(Hash.of(seed, i), period));
      double days = Math.min(LONGEST_DAYS, (double) period / DAY_NANOS);
      amplitudes[i] = dailyVolatility * Math.sqrt(days);
      period *= 4;
    }
  }

  /** The natural logarithm of price over long-term price at this time. */
  double at(long timeNanos) {
    double sum = 0;
    for (int i = 0; i < OCTAVES; i++) {
      sum += amplitudes[i] * octaves.get(i).at(timeNanos);
    }
    return sum;
  }
}
