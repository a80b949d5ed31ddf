package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.decimal;
import static io.tapeline.signal.indicator.Parameter.length;
import static io.tapeline.signal.strategy.Score.ramp;
import static io.tapeline.signal.strategy.Score.rise;

import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Plan;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.Weighing;
import java.util.List;

/** Trend: Wilder's directional movement, which counts only where his index confirms a trend. */
final class AdxTrend {

  /** Points between the two directions that are full strength. */
  private static final double FULL = 20;

  private AdxTrend() {}

  static Strategy strategy() {
    return Plan.of(Style.TREND, "adx_trend", 1, "Trend confirmed by the directional index")
        .takes(
            length("n", 14), decimal("weak", "15", "0", "60"), decimal("strong", "25", "1", "100"))
        .ascending(1, 2)
        .rule(
            "Points where the directional movement points. The average directional index takes all of"
                + " it back while it is weak or less, and nothing from strong on.")
        .formula("ramp(plus − minus of di(n), 20)·rise(adx(n), weak, strong)")
        .source("J. Welles Wilder, New Concepts in Technical Trading Systems, 1978")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "di.plus", a.get(0)),
                    Reading.of(interval, "di.minus", a.get(0)),
                    Reading.of(interval, "adx", a.get(0))))
        .by(AdxTrend::weigh);
  }

  private static void weigh(List<Figure> figures, Arguments a, Weighing out) {
    Figure up = figures.get(0);
    Figure down = figures.get(1);
    Figure index = figures.get(2);
    out.add(100, ramp(up.above(down), FULL), up, down, "upward movement is {} downward movement");
    out.keep(
        rise(index.number(), a.number(1), a.number(2)),
        index,
        a.get(2),
        "the directional index is {} what a strong trend has");
  }
}
