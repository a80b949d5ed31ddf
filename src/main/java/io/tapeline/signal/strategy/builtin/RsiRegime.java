package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.indicator.Parameter.decimal;
import static io.tapeline.signal.indicator.Parameter.length;
import static io.tapeline.signal.strategy.Score.ramp;

import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Plan;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.Weighing;
import java.math.BigDecimal;
import java.util.List;

/** Momentum: on which side of 50 the RSI keeps, and the close of its mean. */
final class RsiRegime {

  private static final BigDecimal MIDDLE = BigDecimal.valueOf(50);

  private RsiRegime() {}

  static Strategy strategy() {
    return Plan.of(Style.MOMENTUM, "rsi_regime", 1, "RSI regime")
        .takes(candles("n", 14), length("trend", 50), decimal("band", "20", "1", "50"))
        .rule(
            "In rising markets the RSI keeps above 50, in falling ones below: points up the more it is"
                + " above, and is at full strength a band away. The close beyond its mean adds to that"
                + " or takes from it.")
        .formula("0.6·ramp(rsi(n) − 50, band) + 0.4·ramp(zscore(trend), 1)")
        .source(
            "Andrew Cardwell's ranges, in: Constance Brown, Technical Analysis for the Trading"
                + " Professional, 1999")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "rsi", a.get(0)),
                    Reading.of(interval, "zscore", a.get(1))))
        .by(RsiRegime::weigh);
  }

  private static void weigh(List<Figure> figures, Arguments a, Weighing out) {
    Figure strength = figures.get(0);
    Figure away = figures.get(1);
    double beyond = strength.number() - MIDDLE.doubleValue();
    out.add(60, ramp(beyond, a.number(2)), strength, MIDDLE, "the RSI is {} its middle");
    out.add(40, ramp(away.number(), 1), away, BigDecimal.ZERO, "the close is {} its mean");
  }
}
