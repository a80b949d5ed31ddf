package io.tapeline.signal.backtest;

import io.tapeline.signal.statistic.Performance;
import io.tapeline.signal.verdict.ClosedCandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Choosing by the past only: in each window whoever did best in the candles of its first part
 * decides in those of the second, which follow; windows follow one another by the length of the
 * second part, so that these join without overlap.
 *
 * @param past candles of the first part, in sample
 * @param next candles of the second part, out of sample; the last may have fewer
 * @param metric by which the best is chosen; equals go to the first given
 */
public record WalkForward(int past, int next, Metric metric) {

  /** What is called good. */
  public enum Metric {
    TOTAL_RETURN,
    SHARPE,
    SORTINO,
    CALMAR;

    /** Worst where there is none, as of who never traded. */
    double of(Performance performance) {
      double figure =
          switch (this) {
            case TOTAL_RETURN -> performance.totalReturn();
            case SHARPE -> performance.sharpe();
            case SORTINO -> performance.sortino();
            case CALMAR -> performance.calmar();
          };
      return Double.isNaN(figure) ? Double.NEGATIVE_INFINITY : figure;
    }
  }

  public WalkForward {
    if (past < 2 || next < 1) {
      throw new IllegalArgumentException("windows: " + past + ", " + next);
    }
  }

  /**
   * Who was chosen in one window; candles by their places.
   *
   * @param begin of the first part
   * @param split end of the first part, begin of the second
   * @param end of the second part
   * @param trader the place of the chosen one
   * @param inSample what it had done in the first part
   */
  public record Choice(int begin, int split, int end, int trader, Performance inSample) {}

  /** How many windows there are in so many candles. */
  public int windows(int candles) {
    return candles <= past ? 0 : (candles - past + next - 1) / next;
  }

  List<Choice> choose(
      ClosedCandles market, int from, int to, List<Decisions> decisions, Terms terms) {
    List<Choice> choices = new ArrayList<>();
    for (int begin = from; begin + past < to; begin += next) {
      choices.add(best(market, begin, Math.min(to, begin + past + next), decisions, terms));
    }
    return choices;
  }

  private Choice best(
      ClosedCandles market, int begin, int end, List<Decisions> decisions, Terms terms) {
    int split = begin + past;
    Choice best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < decisions.size(); i++) {
      Track track = Simulation.run(market, begin, split, decisions.get(i), terms);
      Performance performance = Performance.of(track.worth(), 0);
      double figure = metric.of(performance);
      if (best == null || figure > highest) {
        best = new Choice(begin, split, end, i, performance);
        highest = figure;
      }
    }
    return Objects.requireNonNull(best);
  }

  /** Decides as whoever was chosen for the window of a candle. */
  static Decisions following(List<Choice> choices, List<Decisions> decisions) {
    int first = choices.getFirst().split();
    int next = choices.getFirst().end() - first;
    return (candle, held) -> {
      int window = Math.min(choices.size() - 1, (candle - first) / next);
      return decisions.get(choices.get(window).trader()).at(candle, held);
    };
  }
}
