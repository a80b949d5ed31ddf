package io.tapeline.signal.indicator.family;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Bars;

/**
 * A candle and those before it, and what is long or short beside the ten before it. The candles are
 * counted back from it: 0 is itself.
 */
final class Shapes {

  /** Candles that are looked at for what is usual. */
  static final int USUAL = 10;

  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[] usualBody;
  private final double[] usualHeight;
  private int now;

  Shapes(Bars bars) {
    open = bars.open();
    high = bars.high();
    low = bars.low();
    close = bars.close();
    double[] bodies = Columns.size(Columns.minus(open, close));
    usualBody = Columns.before(Windows.mean(bodies, USUAL), 1);
    usualHeight = Columns.before(Windows.mean(bars.height(), USUAL), 1);
  }

  /** On to this candle. */
  Shapes at(int index) {
    now = index;
    return this;
  }

  boolean isWhite(int ago) {
    return close[now - ago] > open[now - ago];
  }

  boolean isBlack(int ago) {
    return close[now - ago] < open[now - ago];
  }

  boolean hasNoBody(int ago) {
    return body(ago) < 0.05 * usualHeight[now];
  }

  boolean isShort(int ago) {
    return body(ago) < 0.5 * usualBody[now];
  }

  boolean isLong(int ago) {
    return body(ago) > 1.4 * usualBody[now];
  }

  boolean hasNoUpperWick() {
    return upperWick() < 0.05 * usualHeight[now];
  }

  boolean hasNoLowerWick() {
    return lowerWick() < 0.05 * usualHeight[now];
  }

  boolean hasLongUpperWick() {
    return upperWick() > 0.6 * usualBody[now];
  }

  boolean hasLongLowerWick() {
    return lowerWick() > 0.6 * usualBody[now];
  }

  /** Both wicks are longer than the body. */
  boolean isMostlyWick() {
    return upperWick() > body(0) && lowerWick() > body(0);
  }

  /** The body is above that of the candle before, or begins where it ends. */
  boolean gapsUp(int ago) {
    return bottom(ago) >= top(ago + 1);
  }

  boolean gapsDown(int ago) {
    return top(ago) <= bottom(ago + 1);
  }

  /** All of it is above all of the candle before. */
  boolean standsAbove(int ago) {
    return low[now - ago] >= high[now - ago - 1];
  }

  boolean standsBelow(int ago) {
    return high[now - ago] <= low[now - ago - 1];
  }

  boolean opensInsideTheOneBefore(int ago) {
    double first = open[now - ago];
    return first < top(ago + 1) && first > bottom(ago + 1);
  }

  /** Its body holds that of the one before, and goes the other way. */
  boolean engulfs() {
    return top(0) > top(1) && bottom(0) < bottom(1);
  }

  boolean isNearTheLowBefore() {
    return bottom(0) <= low[now - 1] + 0.3 * usualHeight[now];
  }

  boolean isNearTheHighBefore() {
    return bottom(0) >= high[now - 1] - 0.3 * usualHeight[now];
  }

  /** The close less that of two before. */
  double gainOfTwo() {
    return close[now] - close[now - 2];
  }

  private double body(int ago) {
    return Math.abs(open[now - ago] - close[now - ago]);
  }

  private double top(int ago) {
    return Math.max(open[now - ago], close[now - ago]);
  }

  private double bottom(int ago) {
    return Math.min(open[now - ago], close[now - ago]);
  }

  private double upperWick() {
    return high[now] - top(0);
  }

  private double lowerWick() {
    return bottom(0) - low[now];
  }
}
