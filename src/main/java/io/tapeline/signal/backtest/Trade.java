package io.tapeline.signal.backtest;

import org.jspecify.annotations.Nullable;

/**
 * A position from its entry to its end.
 *
 * @param exit null while it is open
 * @param share of what was there then that went into it, 0 to 1
 * @param profit what it made after all costs, as a share of what was there at the beginning of the
 *     backtest; of an open one at the last close, before the costs of leaving it
 * @param gain what it made after all costs, as a share of what went into it
 */
public record Trade(
    Stance side, Fill entry, @Nullable Fill exit, double share, double profit, double gain) {

  /**
   * When and where.
   *
   * @param decidedNanos the close at which it was decided; nanoseconds since 1970 UTC
   * @param timeNanos the open of the candle at which it was filled
   * @param price quote asset per unit of base, after slippage
   */
  public record Fill(long decidedNanos, long timeNanos, double price) {

    /** For so long there was no candle to fill it; 0 where the next one followed at once. */
    public long waitedNanos() {
      return timeNanos - decidedNanos;
    }
  }
}
