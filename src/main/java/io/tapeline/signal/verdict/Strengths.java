package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.StrategyChoice;
import java.util.ArrayList;
import java.util.List;

/** How strongly one strategy points at each candle: what a {@link Desk} says, as numbers alone. */
public final class Strengths {

  /** Where there is no signal. */
  public static final int NONE = Integer.MIN_VALUE;

  private final StrategyChoice strategy;
  private final Glance glance;
  private final int[] slots;

  /**
   * @param glance which has the strategy's columns among others
   */
  public Strengths(StrategyChoice strategy, Interval interval, Glance glance) {
    this.strategy = strategy;
    this.glance = glance;
    this.slots = strategy.readings(interval).stream().mapToInt(glance::slot).toArray();
  }

  /** Where the glance is, millionths, −1,000,000 to 1,000,000; or {@link #NONE}. */
  public int now() {
    List<Figure> figures = new ArrayList<>(slots.length);
    for (int slot : slots) {
      Figure figure = glance.figure(slot);
      if (figure == null) {
        return NONE;
      }
      figures.add(figure);
    }
    return slots.length == 0 ? NONE : strategy.strength(figures);
  }
}
