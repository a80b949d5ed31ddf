package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.candles;

import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Plan;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.Weighing;
import java.util.List;

/** Breakout: a close outside the channels of the candles before it. */
final class DonchianBreakout {

  private DonchianBreakout() {}

  static Strategy strategy() {
    return Plan.of(Style.BREAKOUT, "donchian_breakout", 1, "Donchian breakout")
        .takes(candles("fast", 20), candles("slow", 55))
        .ascending(0, 1)
        .rule(
            "Points up where the close is above the highest high of the candles before, down where it"
                + " is below their lowest low: 0.6 for the fast channel, 1 for both. Neutral inside.")
        .formula(
            "0.6·side(fast) + 0.4·side(slow); side(n) = 1 where close > upper, −1 where close < lower"
                + " of breakout(n), else 0")
        .source(
            "Richard Donchian, Commodity Year Book, 1957; the Turtles' two channels: Curtis Faith,"
                + " Way of the Turtle, 2007")
        .reads(
            (interval, a) ->
                List.of(
                    Reading.of(interval, "close"),
                    Reading.of(interval, "breakout.lower", a.get(0)),
                    Reading.of(interval, "breakout.upper", a.get(0)),
                    Reading.of(interval, "breakout.lower", a.get(1)),
                    Reading.of(interval, "breakout.upper", a.get(1))))
        .by((figures, _, out) -> weigh(figures, out));
  }

  private static void weigh(List<Figure> figures, Weighing out) {
    Figure close = figures.get(0);
    channel(60, close, figures.get(1), figures.get(2), out);
    channel(40, close, figures.get(3), figures.get(4), out);
  }

  /** Held against the bound that is nearer. */
  private static void channel(int percent, Figure close, Figure lower, Figure upper, Weighing out) {
    if (upper.above(close) <= close.above(lower)) {
      double score = close.above(upper) > 0 ? 1 : 0;
      out.add(percent, score, close, upper, "the close is {} the highest of the candles before");
    } else {
      double score = close.above(lower) < 0 ? -1 : 0;
      out.add(percent, score, close, lower, "the close is {} the lowest of the candles before");
    }
  }
}
