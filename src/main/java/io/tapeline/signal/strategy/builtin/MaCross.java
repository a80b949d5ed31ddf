package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.strategy.Score.ramp;

import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Plan;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.Weighing;
import java.util.List;

/** Trend: a fast average beyond a slow one, and the close beyond the fast one. */
final class MaCross {

  private MaCross() {}

  static Strategy strategy() {
    return Plan.of(Style.TREND, "ma_cross", 1, "Moving-average cross")
        .takes(candles("fast", 50), candles("slow", 200))
        .ascending(0, 1)
        .rule(
            "Points up while the fast average is above the slow one, the more the farther; the close"
                + " beyond the fast average adds to that or takes from it. A whole deviation of the"
                + " closes is full strength.")
        .formula(
            "0.6·ramp(sma(fast) − sma(slow), stddev(slow)) + 0.4·ramp(close − sma(fast),"
                + " stddev(slow))")
        .source(
            "William Brock, Josef Lakonishok, Blake LeBaron, Simple Technical Trading Rules and the"
                + " Stochastic Properties of Stock Returns, Journal of Finance 47, 1992")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "close"),
                    Reading.of(interval, "sma", a.get(0)),
                    Reading.of(interval, "sma", a.get(1)),
                    Reading.of(interval, "stddev", a.get(1))))
        .by(MaCross::weigh);
  }

  private static void weigh(List<Figure> figures, Arguments a, Weighing out) {
    Figure close = figures.get(0);
    Figure fast = figures.get(1);
    Figure slow = figures.get(2);
    double full = figures.get(3).number();
    out.add(60, ramp(fast.above(slow), full), fast, slow, "the fast average is {} the slow one");
    out.add(40, ramp(close.above(fast), full), close, fast, "the close is {} the fast average");
  }
}
