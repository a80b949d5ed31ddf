package io.tapeline.signal.strategy;

/** Straight lines between two marks, flat beyond them: how much a figure counts. */
public final class Score {

  private Score() {}

  /** x / full within −1 and 1; 0 where full is 0: nothing moved then. */
  public static double ramp(double x, double full) {
    return full > 0 ? Math.clamp(x / full, -1.0, 1.0) : 0;
  }

  /** 0 up to one mark, 1 from the other on, and straight between them. */
  public static double rise(double x, double from, double to) {
    return Math.clamp((x - from) / (to - from), 0.0, 1.0);
  }
}
