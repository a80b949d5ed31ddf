package io.tapeline.signal.backtest;

/**
 * How decisions become positions.
 *
 * @param shorts whether anything is sold that is not there; else those who point down are flat
 * @param enter strength from which on a position is entered, millionths, above 0
 * @param leave strength below which it is left, millionths, at most {@code enter}: against a
 *     position of the other side, with the opposite sign
 */
public record Terms(Costs costs, Sizing sizing, boolean shorts, int enter, int leave) {

  public Terms {
    if (enter <= 0 || leave > enter) {
      throw new IllegalArgumentException("enter: " + enter + ", leave: " + leave);
    }
  }

  /** Whoever buys at the beginning and holds: all of it, at the same costs. */
  Terms ofHolding() {
    return new Terms(costs, Sizing.Fraction.ALL, false, enter, leave);
  }
}
