package io.tapeline.sandbox.price;

import java.nio.charset.StandardCharsets;

/**
 * Randomness without state: a number is a hash of the place it is asked for, so every process finds
 * the same one. The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
 */
public final class Hash {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hash() {}

  /** A number for this place under this seed. */
  public static long of(long seed, long place) {
    return mix(seed + GOLDEN * (mix(place) | 1));
  }

  /** A seed for whatever this name names. */
  public static long of(long seed, String name) {
    long hash = seed;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = of(hash, b);
    }
    return hash;
  }

  /** The hash as a number from 0 to below 1. */
  public static double unit(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
