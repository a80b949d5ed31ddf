package io.tapeline.signal.indicator;

/**
 * The newest figures of a choice over bars that become more: brought along from one to the next
 * they are the same as in {@link Choice#figures columns}, which are made anew.
 */
public final class Course {

  private final Choice choice;
  private final Running running;
  private final int first;
  private final double[] figures;
  private int next;

  Course(Choice choice, Running running, int first) {
    this.choice = choice;
    this.running = running;
    this.first = first;
    this.figures = new double[choice.columns().size()];
    this.next = first;
  }

  /** What it has taken can't be taken back. */
  public boolean canReach(int index) {
    return index >= next - 1;
  }

  /**
   * The figures at a bar: columns of one.
   *
   * @param bars those of the last time, or more behind them
   */
  public double[][] at(Bars bars, int index) {
    while (next <= index) {
      running.next(bars, next, figures);
      next++;
    }
    double[][] told = new double[figures.length][1];
    for (int i = 0; i < told.length; i++) {
      told[i][0] =
          index - first >= choice.unstable() && Double.isFinite(figures[i])
              ? figures[i]
              : Double.NaN;
    }
    return told;
  }
}
