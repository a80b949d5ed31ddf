package io.tapeline.signal.indicator;

/**
 * How many candles it takes until what an average began with weighs less than {@link #FORGOTTEN} in
 * it.
 */
public final class Memory {

  /** Ten digits of a figure are told; a seed's weight is then below the last of them. */
  private static final double FORGOTTEN = 1e-10;

  private Memory() {}

  /** Of an exponential average of n, α = 2 / (n + 1). */
  public static int exponential(int n) {
    return of(1 - 2.0 / (n + 1));
  }

  /** Of Wilder's average of n, α = 1 / n. */
  public static int wilder(int n) {
    return of(1 - 1.0 / n);
  }

  /**
   * Of whatever keeps this share of itself from one candle to the next.
   *
   * @param kept 0 to less than 1
   */
  public static int of(double kept) {
    return kept <= 0 ? 1 : (int) Math.ceil(StrictMath.log(FORGOTTEN) / StrictMath.log(kept));
  }
}
