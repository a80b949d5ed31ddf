package io.tapeline.signal.strategy;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Arguments;
import java.util.List;

/**
 * A strategy with the numbers it is to take: {@code ma_cross(50,200)}.
 *
 * @param arguments within the ranges of the parameters
 */
public record StrategyChoice(Strategy strategy, Arguments arguments) {

  public StrategyChoice {
    if (arguments.values().size() != strategy.parameters().size()) {
      throw new IllegalArgumentException(strategy.name() + arguments);
    }
  }

  /** The same for the same signals, with all parameters. */
  public String id() {
    return strategy.name() + arguments;
  }

  /** It, as what it says is told and kept. */
  public StrategyName name() {
    return new StrategyName(id(), strategy.version());
  }

  /** The columns it looks at; none where it has nothing to say of this interval. */
  public List<Reading> readings(Interval interval) {
    return strategy.readings().of(interval, arguments);
  }

  /**
   * What follows from the figures.
   *
   * @param figures one for each of the {@link #readings}
   */
  public List<Evidence> weigh(List<Figure> figures) {
    Weighing weighing = new Weighing(id());
    weigh(figures, weighing);
    return weighing.evidence();
  }

  /** What that adds up to, millionths: the sum without its evidence, which costs most of it. */
  public int strength(List<Figure> figures) {
    Weighing weighing = Weighing.ofSums();
    weigh(figures, weighing);
    return Math.toIntExact(weighing.sum());
  }

  void weigh(List<Figure> figures, Weighing weighing) {
    strategy.by().weigh(figures, arguments, weighing);
  }

  @Override
  public String toString() {
    return id() + " version " + strategy.version();
  }
}
