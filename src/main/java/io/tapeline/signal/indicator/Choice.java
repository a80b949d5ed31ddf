package io.tapeline.signal.indicator;

import java.util.Arrays;
import java.util.List;

/**
 * An indicator with the numbers it is to take: {@code macd(12,26,9)}.
 *
 * @param arguments within the ranges of the parameters
 */
public record Choice(Indicator indicator, Arguments arguments) {

  public Choice {
    if (arguments.values().size() != indicator.parameters().size()) {
      throw new IllegalArgumentException(indicator.name() + arguments);
    }
  }

  /**
   * The same for the same figures, with all parameters: {@code rsi(14)} also where rsi was given.
   */
  public String id() {
    return indicator.name() + arguments;
  }

  /** {@code rsi(14)}, or {@code macd(12,26,9).line} where it is one of several. */
  public List<String> columns() {
    List<Output> outputs = indicator.outputs();
    return outputs.size() == 1
        ? List.of(id())
        : outputs.stream().map(output -> id() + "." + output.name()).toList();
  }

  /** Of the first candles that are read, so many have no figure. */
  public int unstable() {
    return indicator.first().applyAsInt(arguments);
  }

  /** Candles that are read before a stretch, so that its figures don't depend on its beginning. */
  public int warmup() {
    return unstable() + indicator.memory().applyAsInt(arguments);
  }

  /** Steps that the figures of one block take, about. */
  public long work() {
    return (long) (warmup() + Block.INTERVALS) * (16 + arguments.longest());
  }

  /**
   * The columns of these bars, as long as they are: not a number for those that are unstable, and
   * where the formula gives nothing finite.
   */
  public double[][] figures(Bars bars) {
    double[][] columns = indicator.by().of(bars, arguments);
    int first = Math.min(unstable(), bars.size());
    for (double[] column : columns) {
      Arrays.fill(column, 0, first, Double.NaN);
      for (int i = first; i < column.length; i++) {
        column[i] = Double.isFinite(column[i]) ? column[i] : Double.NaN;
      }
    }
    return columns;
  }
}
