package io.tapeline.signal.backtest;

/**
 * What each fill costs.
 *
 * @param fee of the notional, as a share: 10 basis points are 0.001
 * @param slippage by which the price is worse than the candle's open, as a share of it
 */
public record Costs(double fee, double slippage) {

  private static final double BASIS_POINT = 1e-4;

  public Costs {
    if (!(fee >= 0 && fee < 1 && slippage >= 0 && slippage < 1)) {
      throw new IllegalArgumentException("costs: " + fee + ", " + slippage);
    }
  }

  public static Costs ofBasisPoints(double fee, double slippage) {
    return new Costs(fee * BASIS_POINT, slippage * BASIS_POINT);
  }

  /**
   * The price of a fill.
   *
   * @param sign 1 to buy, −1 to sell
   */
  double price(double open, int sign) {
    return open * (1 + sign * slippage);
  }
}
