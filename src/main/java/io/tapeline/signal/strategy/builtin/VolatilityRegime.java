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
import java.math.BigDecimal;
import java.util.List;

/** Volatility: the trend, as far as the market is as calm as usual. */
final class VolatilityRegime {

  private VolatilityRegime() {}

  static Strategy strategy() {
    return Plan.of(Style.VOLATILITY, "volatility_regime", 1, "Trend in calm markets")
        .takes(
            length("trend", 50),
            length("short", 20),
            length("long", 100),
            decimal("stress", "2", "1.1", "20"))
        .ascending(1, 2)
        .rule(
            "Points where the close is of its mean. The newest volatility takes that back the more it"
                + " is above that of the long run, and all of it from stress times that on.")
        .formula(
            "ramp(zscore(trend), 1)·(1 − rise(volatility(short) / volatility(long), 1, stress)); the"
                + " quotient is 1 where nothing moved")
        .source(
            "Alan Moreira, Tyler Muir, Volatility-Managed Portfolios, Journal of Finance 72, 2017")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "zscore", a.get(0)),
                    Reading.of(interval, "volatility", a.get(1)),
                    Reading.of(interval, "volatility", a.get(2))))
        .by(VolatilityRegime::weigh);
  }

  private static void weigh(List<Figure> figures, Arguments a, Weighing out) {
    Figure away = figures.get(0);
    Figure now = figures.get(1);
    Figure usual = figures.get(2);
    out.add(100, ramp(away.number(), 1), away, BigDecimal.ZERO, "the close is {} its mean");
    double times = usual.number() > 0 ? now.number() / usual.number() : 1;
    out.keep(1 - rise(times, 1, a.number(3)), now, usual, "volatility is {} that of the long run");
  }
}
