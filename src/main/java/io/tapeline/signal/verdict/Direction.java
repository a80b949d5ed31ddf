package io.tapeline.signal.verdict;

/** Where a signal points. Not what to do: whoever follows or fades it decides that. */
public enum Direction {
  UP,
  DOWN,
  /** The strategy has looked, and it points nowhere. */
  NEUTRAL;

  /** Below this strength nothing is pointed at, millionths. */
  public static final long NEUTRAL_BELOW = 100_000;

  /**
   * @param strength millionths
   */
  public static Direction of(long strength) {
    if (Math.abs(strength) < NEUTRAL_BELOW) {
      return NEUTRAL;
    }
    return strength > 0 ? UP : DOWN;
  }
}
