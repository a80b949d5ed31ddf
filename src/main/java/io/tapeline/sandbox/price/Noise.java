package io.tapeline.sandbox.price;

/**
 * Value noise: a smooth curve between random values on a lattice of moments, known anywhere from
 * the two lattice points around it.
 *
 * @param seed which curve
 * @param periodNanos between lattice points
 */
public record Noise(long seed, long periodNanos) {

  /** From −1 to 1 at this time; nanoseconds since 1970 UTC. */
  public double at(long timeNanos) {
    long cell = Math.floorDiv(timeNanos, periodNanos);
    double x = (double) Math.floorMod(timeNanos, periodNanos) / periodNanos;
    double smooth = x * x * (3 - 2 * x);
    double before = value(cell);
    return before + (value(cell + 1) - before) * smooth;
  }

  private double value(long cell) {
    return Hash.unit(Hash.of(seed, cell)) * 2 - 1;
  }
}
