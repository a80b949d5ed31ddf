package io.tapeline.signal.indicator;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.num.Num;

/**
 * The columns of the catalogue on one thread, from bars in memory: all of them, and those that ta4j
 * has as well beside its own, with its double numbers, on the same bars, in turn.
 */
public final class IndicatorBenchmark {

  private static final int BARS = Integer.getInteger("bars", 20_000);
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Bars bars = SampleBars.random(1, Interval.H1, SampleBars.START, BARS, 0);
  private final Map<String, Choice> ours = new TreeMap<>();
  private final Map<String, Function<BarSeries, org.ta4j.core.Indicator<Num>>> theirs =
      new TreeMap<>(Ta4jTest.pairs());

  /** Of the last round, nanoseconds by column. */
  private final Map<String, long[]> taken = new TreeMap<>();

  /** What is computed is looked at, lest it be left out. */
  private double sum;

  private IndicatorBenchmark() {
    for (String column : theirs.keySet()) {
      ours.put(column, SampleBars.choice(column.replaceFirst("\\.[a-z_]+$", "")));
    }
  }

  /** No arguments. */
  public static void main(String... arguments) {
    IndicatorBenchmark benchmark = new IndicatorBenchmark();
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.printf("round %d: %s%n", round, benchmark.catalogue());
      System.out.printf("round %d: %s%n", round, benchmark.beside());
    }
    benchmark.taken.forEach(
        (column, nanos) ->
            System.out.printf(
                "%s: %.0f us, ta4j %.0f us, %.1f times%n",
                column, nanos[0] / 1e3, nanos[1] / 1e3, (double) nanos[1] / nanos[0]));
    if (Double.isNaN(benchmark.sum)) {
      throw new IllegalStateException("nothing was computed");
    }
  }

  /** Every indicator with its usual numbers. */
  private String catalogue() {
    List<Choice> all = new ArrayList<>();
    Catalogue.all().forEach(one -> all.add(new Choice(one, one.fallbacks())));
    long start = System.nanoTime();
    int columns = 0;
    for (Choice choice : all) {
      columns += look(choice);
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    return "the catalogue, %d indicators, %d columns, %d bars: %.0f rows/s, %.1f million figures/s"
        .formatted(
            all.size(), columns, BARS, BARS / seconds, (double) columns * BARS / seconds / 1e6);
  }

  private int look(Choice choice) {
    double[][] figures = choice.figures(bars);
    for (double[] column : figures) {
      double last = column[BARS - 1];
      sum += Double.isNaN(last) ? 0 : last;
    }
    return figures.length;
  }

  private String beside() {
    BarSeries series = Ta4jBars.of(bars, Interval.H1);
    long our = 0;
    long their = 0;
    for (String column : ours.keySet()) {
      long start = System.nanoTime();
      int _ = look(Objects.requireNonNull(ours.get(column)));
      long between = System.nanoTime();
      look(Objects.requireNonNull(theirs.get(column)).apply(series));
      long end = System.nanoTime();
      taken.put(column, new long[] {between - start, end - between});
      our += between - start;
      their += end - between;
    }
    return "%d columns that both have: %.0f rows/s; ta4j %.0f rows/s; %.1f times"
        .formatted(
            ours.size(),
            BARS / (our / NANOS_PER_SECOND),
            BARS / (their / NANOS_PER_SECOND),
            (double) their / our);
  }

  private void look(org.ta4j.core.Indicator<Num> indicator) {
    for (int i = 0; i < BARS; i++) {
      double figure = indicator.getValue(i).doubleValue();
      sum += Double.isNaN(figure) ? 0 : figure / BARS;
    }
  }
}
