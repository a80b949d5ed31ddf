package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.candles;
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
import java.math.BigDecimal;
import java.util.List;

/** Volume: a move that what was traded agrees with, and that was made with more of it. */
final class VolumeConfirmation {

  /** Percent below the usual volume at which nothing counts any more. */
  private static final double DRY = -50;

  private VolumeConfirmation() {}

  static Strategy strategy() {
    return Plan.of(Style.VOLUME, "volume_confirmation", 1, "Move confirmed by volume")
        .takes(candles("fast", 5), length("n", 20), decimal("flow", "0.25", "0.01", "1"))
        .ascending(0, 1)
        .rule(
            "Points up where the close is above what was paid on average and most was traded near the"
                + " highs of its candles. Where less is traded than usual that is taken back, all of it"
                + " at half the usual volume.")
        .formula(
            "(0.5·ramp(close − vwap(n), stddev(n)) + 0.5·ramp(cmf(n), flow))·rise(vosc(fast,n), −50,"
                + " 0)")
        .source(
            "Marc Chaikin, in: Steven Achelis, Technical Analysis from A to Z, 1995; Buff Dormeier,"
                + " Investing with Volume Analysis, 2011")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "close"),
                    Reading.of(interval, "vwap", a.get(1)),
                    Reading.of(interval, "stddev", a.get(1)),
                    Reading.of(interval, "cmf", a.get(1)),
                    Reading.of(interval, "vosc", a.get(0), a.get(1))))
        .by(VolumeConfirmation::weigh);
  }

  private static void weigh(List<Figure> figures, Arguments a, Weighing out) {
    Figure close = figures.get(0);
    Figure paid = figures.get(1);
    double full = figures.get(2).number();
    Figure flow = figures.get(3);
    Figure volume = figures.get(4);
    out.add(50, ramp(close.above(paid), full), close, paid, "the close is {} what was paid");
    out.add(
        50, ramp(flow.number(), a.number(2)), flow, BigDecimal.ZERO, "the money flow is {} zero");
    out.keep(rise(volume.number(), DRY, 0), volume, BigDecimal.ZERO, "volume is {} what is usual");
  }
}
