package io.tapeline.exchange.replay;

/**
 * Turns recorded times into moments of play.
 *
 * @param originNanos the recorded, shifted time at which play begins
 * @param speed times faster than recorded; infinite is as fast as possible
 * @param startedNanos {@link System#nanoTime()} when play began
 */
record Pace(long originNanos, double speed, long startedNanos) {

  boolean isUnlimited() {
    return Double.isInfinite(speed);
  }

  /** How long to wait until this recorded, shifted time; not positive if it is due. Nanoseconds. */
  long waitNanos(long timeNanos, long nowNanos) {
    return (long) ((timeNanos - originNanos) / speed) - (nowNanos - startedNanos);
  }

  /** The recorded, shifted time that play has come to. */
  long playedTo(long nowNanos) {
    return originNanos + (long) ((nowNanos - startedNanos) * speed);
  }
}
