package io.tapeline.signal.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What indicators say of the bars of a block: one column of each output, as long as the bars. */
public final class Figures {

  private final Bars bars;
  private final double[][] columns;
  private final int unsettled;

  private Figures(Bars bars, double[][] columns, int unsettled) {
    this.bars = bars;
    this.columns = columns;
    this.unsettled = unsettled;
  }

  /**
   * The figures of a block.
   *
   * @param bars those of the block up to any of them, and those before it from the window of each
   *     choice on
   */
  public static Figures of(Block block, Bars bars, List<Choice> choices) {
    int begin = bars.indexFrom(block.startNanos());
    int end = bars.indexFrom(block.endNanos());
    List<double[]> columns = new ArrayList<>();
    int unsettled = 0;
    for (Choice choice : choices) {
      Collections.addAll(columns, columns(block, bars, choice, begin));
      unsettled = Math.max(unsettled, choice.warmup() - (begin - first(block, bars, choice)));
    }
    return new Figures(bars.slice(begin, end), columns.toArray(double[][]::new), unsettled);
  }

  /**
   * The columns of one choice, from a bar of the block to its last. A figure is the same whichever
   * bar they are from; where it looks at a fixed number of bars, only those are read that any does.
   *
   * @param bars as of {@link #of}
   * @param begin the bar, by its place among those given
   */
  public static double[][] columns(Block block, Bars bars, Choice choice, int begin) {
    int first = first(block, bars, choice);
    int from =
        choice.indicator().isRecursive() ? first : Math.max(first, begin - choice.unstable());
    int end = bars.indexFrom(block.endNanos());
    double[][] columns = choice.figures(bars.slice(from, end));
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Arrays.copyOfRange(columns[i], begin - from, end - from);
    }
    return columns;
  }

  /** The first bar that figures of a block are made of, by its place among those given. */
  public static int first(Block block, Bars bars, Choice choice) {
    int warmup = choice.warmup();
    int begin = bars.indexFrom(block.startNanos());
    return Math.max(begin - warmup, bars.indexFrom(block.windowNanos(warmup)));
  }

  /** The bars of the block. */
  public Bars bars() {
    return bars;
  }

  /**
   * The figure of a bar, by the place of its column among those of all choices; not a number where
   * there is none.
   */
  public double at(int column, int bar) {
    return columns[column][bar];
  }

  public int columns() {
    return columns.length;
  }

  /** All warm-ups were there: how a figure began no longer matters. */
  public boolean isSettled(int bar) {
    return bar >= unsettled;
  }
}
