package io.tapeline.access;

/**
 * What has passed, as a rate that comes back sees it: the most of any window, less what comes back
 * in the window.
 */
final class Passed {

  private final double perNano;
  private long latestNanos;
  private double current;
  private double most;
  private long units;

  Passed(Limit limit) {
    this(limit, 1);
  }

  /**
   * @param times how many times the limit's rate comes back
   */
  Passed(Limit limit, int times) {
    perNano = (double) limit.units() * times / limit.per().toNanos();
  }

  void add(long cost, long nowNanos) {
    // windows that end here: the best of those before, or one that starts here
    current = Math.max(0, current - (nowNanos - latestNanos) * perNano) + cost;
    most = Math.max(most, current);
    latestNanos = nowNanos;
    units += cost;
  }

  /** The largest {@code passed - rate × window} of all windows. */
  double most() {
    return most;
  }

  long units() {
    return units;
  }
}
