package io.tapeline.signal.indicator;

/**
 * An indicator as it goes on from bar to bar: it keeps what the next figure needs of those before.
 * For one stretch of bars and one thread.
 */
@FunctionalInterface
public interface Running {

  /**
   * Takes the bar behind the last one that it took.
   *
   * @param bars those of the last time, or more behind them
   * @param figures of each output, which are written here; not a number where there is none
   */
  void next(Bars bars, int index, double[] figures);

  /** One column of each output, as long as the bars. */
  default double[][] columns(Bars bars, int outputs) {
    double[][] columns = new double[outputs][bars.size()];
    double[] figures = new double[outputs];
    for (int i = 0; i < bars.size(); i++) {
      next(bars, i, figures);
      for (int output = 0; output < outputs; output++) {
        columns[output][i] = figures[output];
      }
    }
    return columns;
  }
}
