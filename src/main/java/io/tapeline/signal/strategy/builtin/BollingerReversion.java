package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.indicator.Parameter.decimal;
import static io.tapeline.signal.indicator.Parameter.length;
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

/** Mean reversion: against a close far from its mean, unless the market trends. */
final class BollingerReversion {

  private BollingerReversion() {}

  static Strategy strategy() {
    return Plan.of(Style.MEAN_REVERSION, "bollinger_reversion", 1, "Bollinger reversion")
        .takes(
            length("n", 20),
            decimal("entry", "1", "0", "10"),
            decimal("full", "2.5", "0.1", "20"),
            candles("trend", 28),
            decimal("ranging", "0.4", "0", "1"),
            decimal("trending", "0.6", "0.01", "1"))
        .ascending(1, 2)
        .ascending(4, 5)
        .rule(
            "Points back to the mean once the close is more than entry deviations away from it, and is"
                + " at full strength from full deviations on. The vertical horizontal filter leaves that"
                + " as it is in a market that ranges, and takes it back where it trends.")
        .formula(
            "−sign(z)·rise(|z|, entry, full)·(1 − rise(vhf(trend), ranging, trending)), z = zscore(n):"
                + " Bollinger's bands are where |z| is 2")
        .source(
            "John Bollinger, Bollinger on Bollinger Bands, 2001; Adam White's filter, Futures, August"
                + " 1991")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "zscore", a.get(0)),
                    Reading.of(interval, "vhf", a.get(3))))
        .by(BollingerReversion::weigh);
  }

  private static void weigh(List<Figure> figures, Arguments a, Weighing out) {
    Figure away = figures.get(0);
    Figure trend = figures.get(1);
    double side = Math.signum(away.number());
    double score = -side * rise(Math.abs(away.number()), a.number(1), a.number(2));
    BigDecimal entry = side < 0 ? a.get(1).negate() : a.get(1);
    out.add(100, score, away, entry, "the close, in deviations from its mean, is {} the mark");
    out.keep(
        1 - rise(trend.number(), a.number(4), a.number(5)),
        trend,
        a.get(4),
        "the trend filter is {} what a ranging market has");
  }
}
