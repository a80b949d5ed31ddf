package io.tapeline.candle.rest;

import io.tapeline.http.Inputs;
import io.tapeline.http.Times;

/** What {@code as_of} may be. */
final class Moments {

  private Moments() {}

  /** Of what is later than the horizon somebody may still record something. */
  static void requireStored(long asOfNanos, long horizonNanos) {
    if (asOfNanos > horizonNanos) {
      Inputs late = new Inputs();
      late.wrong(
          "as_of",
          "must not be later than what is fully stored, " + Times.format(horizonNanos),
          Times.format(asOfNanos));
      late.check();
    }
  }
}
