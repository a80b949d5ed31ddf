package io.tapeline.signal.strategy;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy with the numbers it is to take: {@code ma_cross(50,200)}. Its name is written once: at
 * every close it is asked for again.
 */
public final class StrategyChoice {

  private final Strategy strategy;
  private final Arguments arguments;
  private final StrategyName name;

  /**
   * @param arguments within the ranges of the parameters
   */
  public StrategyChoice(Strategy strategy, Arguments arguments) {
    if (arguments.values().size() != strategy.parameters().size()) {
      throw new IllegalArgumentException(strategy.name() + arguments);
    }
    this.strategy = strategy;
    this.arguments = arguments;
    this.name = new StrategyName(strategy.name() + arguments, strategy.version());
  }

  public Strategy strategy() {
    return strategy;
  }

  public Arguments arguments() {
    return arguments;
  }

  /** The same for the same signals, with all parameters. */
  public String id() {
    return name.id();
  }

  /** It, as what it says is told and kept. */
  public StrategyName name() {
    return name;
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
  public boolean equals(@Nullable Object other) {
    return other instanceof StrategyChoice choice
        && strategy.equals(choice.strategy)
        && arguments.equals(choice.arguments);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return id() + " version " + strategy.version();
  }
}
