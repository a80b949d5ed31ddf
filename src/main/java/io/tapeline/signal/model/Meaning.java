package io.tapeline.signal.model;

import io.tapeline.signal.strategy.Score;
import java.util.Locale;

/** What the number is that a model answers, of the close after its horizon. */
public enum Meaning {
  /** That it is higher: 0 to 1. */
  PROBABILITY_UP("the probability that the close is higher") {
    @Override
    public boolean allows(double number) {
      return number >= 0 && number <= 1;
    }

    @Override
    double score(double number, double full) {
      return Score.ramp(number - middle(), middle());
    }

    @Override
    double middle() {
      return EVEN;
    }
  },
  /** By how much it is higher: a ratio, 0.01 is one percent; at least −1. */
  EXPECTED_RETURN("the return that is expected") {
    @Override
    public boolean allows(double number) {
      return number >= -1 && Double.isFinite(number);
    }

    @Override
    double score(double number, double full) {
      return Score.ramp(number, full);
    }

    @Override
    double middle() {
      return 0;
    }
  };

  private static final double EVEN = 0.5;

  private final String words;

  Meaning(String words) {
    this.words = words;
  }

  /** Whether it can be that. */
  public abstract boolean allows(double number);

  /**
   * Where that points, −1 to 1.
   *
   * @param full the return that counts fully
   */
  abstract double score(double number, double full);

  /** The number that points nowhere. */
  abstract double middle();

  /** As it is configured and sent: {@code probability_up}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people, to go on with the horizon. */
  public String words() {
    return words;
  }
}
