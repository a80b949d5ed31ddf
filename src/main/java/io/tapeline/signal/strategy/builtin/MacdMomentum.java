package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.strategy.Score.ramp;

import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Plan;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.Weighing;
import java.math.BigDecimal;
import java.util.List;

/** Momentum: the MACD line beyond zero, and beyond its own average. */
final class MacdMomentum {

  private MacdMomentum() {}

  static Strategy strategy() {
    return Plan.of(Style.MOMENTUM, "macd", 1, "MACD momentum")
        .takes(candles("fast", 12), candles("slow", 26), candles("signal", 9))
        .ascending(0, 1)
        .rule(
            "Points up while the line is above zero and above its signal line, down while it is below"
                + " both; where the two disagree they take from each other. A deviation of the closes,"
                + " for the histogram half of one, is full strength.")
        .formula("0.5·ramp(line, stddev(slow)) + 0.5·ramp(histogram, stddev(slow) / 2)")
        .source("Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "macd.line", a.get(0), a.get(1), a.get(2)),
                    Reading.of(interval, "macd.histogram", a.get(0), a.get(1), a.get(2)),
                    Reading.of(interval, "stddev", a.get(1))))
        .by((figures, _, out) -> weigh(figures, out));
  }

  private static void weigh(List<Figure> figures, Weighing out) {
    Figure line = figures.get(0);
    Figure histogram = figures.get(1);
    double full = figures.get(2).number();
    out.add(50, ramp(line.number(), full), line, BigDecimal.ZERO, "the line is {} zero");
    out.add(
        50,
        ramp(histogram.number(), full / 2),
        histogram,
        BigDecimal.ZERO,
        "the line, less its signal line, is {} zero");
  }
}
