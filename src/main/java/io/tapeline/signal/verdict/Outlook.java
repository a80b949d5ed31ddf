package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Score;
import io.tapeline.signal.strategy.Weighing;
import java.math.BigDecimal;

/**
 * The long view that every investor grade has in it, whatever the strategy: where the close is of
 * its mean of {@link #CANDLES}, at full strength two deviations away.
 */
final class Outlook {

  static final int CANDLES = 200;

  private static final String NAME = "outlook";
  private static final double FULL = 2;

  private Outlook() {}

  static Reading reading(Interval interval) {
    return Reading.of(interval, "zscore", BigDecimal.valueOf(CANDLES));
  }

  /** How it counts, as a whole: it is no part of the strength. */
  static Evidence of(Figure away) {
    Weighing weighing = new Weighing(NAME);
    weighing.add(
        100,
        Score.ramp(away.number(), FULL),
        away,
        BigDecimal.ZERO,
        "the close is {} its mean of " + CANDLES + " candles");
    return weighing.evidence().getFirst();
  }
}
