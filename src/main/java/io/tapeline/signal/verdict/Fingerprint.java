package io.tapeline.signal.verdict;

/**
 * The {@link CandleDigest} of candles from one of them on. From one candle to the next it goes on,
 * so that a range of signals reads each candle once.
 */
final class Fingerprint {

  private final CandleDigest digest = new CandleDigest();
  private int next;

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
    while (next <= last) {
      digest.add(candles.line(next));
      next++;
    }
    return digest.hex();
  }
}
