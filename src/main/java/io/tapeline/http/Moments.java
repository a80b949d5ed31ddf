package io.tapeline.http;

/** What {@code as_of} may be. */
public final class Moments {

  private Moments() {}

  /**
   * Of what is later than the horizon somebody may still record something.
   *
   * @param horizonNanos nanoseconds since 1970 UTC; negative if nothing is stored yet
   */
  public static void requireStored(long asOfNanos, long horizonNanos) {
    requireStored(new Inputs(), asOfNanos, horizonNanos);
  }

  /**
   * The same.
   *
   * @param late where the moment was given
   */
  public static void requireStored(Inputs late, long asOfNanos, long horizonNanos) {
    if (asOfNanos > horizonNanos) {
      late.wrong(
          "as_of",
          "must not be later than what is fully stored, "
              + (horizonNanos < 0 ? "which is nothing yet" : Times.format(horizonNanos)),
          Times.format(asOfNanos));
      late.check();
    }
  }
}
