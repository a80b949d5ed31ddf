package io.tapeline.signal.indicator.family;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.indicator.Bars;

/** Wilder's parabolic stop and reverse, bar by bar. */
final class ParabolicStop {

  private final double[] high;
  private final double[] low;
  private final double step;
  private final double most;
  private boolean rise;
  private double extreme;
  private double stop;
  private double speed;

  ParabolicStop(Bars bars, double step, double most) {
    this.high = bars.high();
    this.low = bars.low();
    this.step = step;
    this.most = most;
  }

  /** One for each bar but the first. */
  double[] stops() {
    double[] stops = Columns.map(high, _ -> Double.NaN);
    if (high.length < 2) {
      return stops;
    }
    rise = high[0] + low[0] <= high[1] + low[1];
    extreme = rise ? high[0] : low[0];
    stop = rise ? low[0] : high[0];
    speed = step;
    for (int i = 1; i < high.length; i++) {
      follow(i);
      if (rise ? low[i] < stop : high[i] > stop) {
        turn(i);
      }
      stops[i] = stop;
    }
    return stops;
  }

  private void follow(int i) {
    stop += speed * (extreme - stop);
    for (int before = Math.max(0, i - 2); before < i; before++) {
      stop = rise ? Math.min(stop, low[before]) : Math.max(stop, high[before]);
    }
    if (rise ? high[i] > extreme : low[i] < extreme) {
      extreme = rise ? high[i] : low[i];
      speed = Math.min(most, speed + step);
    }
  }

  private void turn(int i) {
    stop = extreme;
    rise = !rise;
    extreme = rise ? high[i] : low[i];
    speed = step;
  }
}
