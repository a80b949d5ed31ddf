package io.tapeline.signal.verdict;

import org.jspecify.annotations.Nullable;

/**
 * The {@link CandleDigest} of candles from one of them on. From one candle to the next it goes on,
 * so that a range of signals reads each candle once.
 */
final class Fingerprint {

  private final CandleDigest digest = new CandleDigest();
  private int next;

  /** Of all so far: several signals of a close are made from the same candles. */
  private @Nullable String hex;

  /**
   * @param first the place of the first candle
   */
  Fingerprint(int first) {
    this.next = first;
  }

  /** What was read up to a candle can't be taken back. */
  boolean canReach(int last) {
    return last >= next - 1;
  }

  /**
   * From the first up to this one, lower-case hexadecimal.
   *
   * @param candles the same as before, and newer ones
   */
  String upTo(ClosedCandles candles, int last) {
    String known = next <= last ? null : hex;
    if (known == null) {
      for (; next <= last; next++) {
        digest.add(candles.line(next));
      }
      known = digest.hex();
      hex = known;
    }
    return known;
  }
}
