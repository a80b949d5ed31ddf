package io.tapeline.signal.strategy.builtin;

import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Plan;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.Weighing;
import java.util.List;

/** Composite: what the others say of this interval, each by its weight. */
final class Composite {

  /**
   * A part of it.
   *
   * @param percent its weight
   * @param figures how many it takes, of every interval
   */
  private record Part(int percent, StrategyChoice choice, int figures) {
    static Part of(int percent, Strategy strategy) {
      StrategyChoice usual = strategy.usual();
      return new Part(percent, usual, usual.readings(Interval.H1).size());
    }
  }

  private static final List<Part> PARTS =
      List.of(
          Part.of(15, MaCross.strategy()),
          Part.of(15, AdxTrend.strategy()),
          Part.of(15, MacdMomentum.strategy()),
          Part.of(10, RsiRegime.strategy()),
          Part.of(15, BollingerReversion.strategy()),
          Part.of(10, DonchianBreakout.strategy()),
          Part.of(10, VolatilityRegime.strategy()),
          Part.of(10, VolumeConfirmation.strategy()));

  private Composite() {}

  static Strategy strategy() {
    return Plan.of(Style.COMPOSITE, "composite", 1, "Composite")
        .rule(
            "The mean of the other strategies with their usual numbers, but for multi_interval, by"
                + " fixed weights: trends 0.3, momentum 0.25, reversion 0.15, breakout, volatility and"
                + " volume 0.1 each. Where one of them has nothing to say, neither has this.")
        .formula(
            "0.15·ma_cross + 0.15·adx_trend + 0.15·macd + 0.1·rsi_regime + 0.15·bollinger_reversion +"
                + " 0.1·donchian_breakout + 0.1·volatility_regime + 0.1·volume_confirmation; exact, no"
                + " rounding but theirs")
        .source(
            "J. M. Bates, C. W. J. Granger, The Combination of Forecasts, Operational Research"
                + " Quarterly 20, 1969")
        .reads((interval, _) -> readings(interval))
        .by((figures, _, out) -> weigh(figures, out));
  }

  private static List<Reading> readings(Interval interval) {
    return PARTS.stream().flatMap(part -> part.choice().readings(interval).stream()).toList();
  }

  private static void weigh(List<Figure> figures, Weighing out) {
    int begin = 0;
    for (Part part : PARTS) {
      int end = begin + part.figures();
      out.include(part.percent(), part.choice(), figures.subList(begin, end));
      begin = end;
    }
  }
}
