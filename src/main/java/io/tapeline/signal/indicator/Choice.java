package io.tapeline.signal.indicator;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indicator with the numbers it is to take: {@code macd(12,26,9)}. What follows from them is
 * worked out once: at every close it is asked for again.
 */
public final class Choice {

  private final Indicator indicator;
  private final Arguments arguments;
  private final String id;
  private final List<String> columns;
  private final int unstable;
  private final int warmup;

  /**
   * @param arguments within the ranges of the parameters
   */
  public Choice(Indicator indicator, Arguments arguments) {
    if (arguments.values().size() != indicator.parameters().size()) {
      throw new IllegalArgumentException(indicator.name() + arguments);
    }
    this.indicator = indicator;
    this.arguments = arguments;
    this.id = indicator.name() + arguments;
    List<Output> outputs = indicator.outputs();
    this.columns =
        outputs.size() == 1
            ? List.of(id)
            : outputs.stream().map(output -> id + "." + output.name()).toList();
    this.unstable = indicator.first().applyAsInt(arguments);
    this.warmup = unstable + indicator.memory().applyAsInt(arguments);
  }

  public Indicator indicator() {
    return indicator;
  }

  public Arguments arguments() {
    return arguments;
  }

  /**
   * The same for the same figures, with all parameters: {@code rsi(14)} also where rsi was given.
   */
  public String id() {
    return id;
  }

  /** {@code rsi(14)}, or {@code macd(12,26,9).line} where it is one of several. */
  public List<String> columns() {
    return columns;
  }

  /** Of the first candles that are read, so many have no figure. */
  public int unstable() {
    return unstable;
  }

  /** Candles that are read before a stretch, so that its figures don't depend on its beginning. */
  public int warmup() {
    return warmup;
  }

  /** Steps that the figures of one block take, about. */
  public long work() {
    return (long) (warmup + Block.INTERVALS) * (16 + arguments.longest());
  }

  /**
   * The columns of these bars, as long as they are: not a number for those that are unstable, and
   * where the formula gives nothing finite.
   */
  public double[][] figures(Bars bars) {
    double[][] columns = indicator.by().of(bars, arguments);
    int first = Math.min(unstable, bars.size());
    for (double[] column : columns) {
      Arrays.fill(column, 0, first, Double.NaN);
      for (int i = first; i < column.length; i++) {
        column[i] = Double.isFinite(column[i]) ? column[i] : Double.NaN;
      }
    }
    return columns;
  }

  /**
   * The same figures as they go on from a bar; null where there are only columns.
   *
   * @param first the place of the first bar that they are made of
   */
  public @Nullable Course course(int first) {
    Indicator.Start start = indicator.running();
    return start == null ? null : new Course(this, start.of(arguments), first);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Choice choice
        && indicator.equals(choice.indicator)
        && arguments.equals(choice.arguments);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
