package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.ops.store.Horizon;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.level.Levels;
import io.tapeline.signal.statistic.Correlations;
import io.tapeline.signal.statistic.Returns;
import io.tapeline.signal.statistic.Summary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * What candles that are over say of levels, return and risk, as they were known at a moment. Reads
 * the store alone. All fail with {@code store_unavailable}; no moment may be later than the
 * horizon.
 */
@ApplicationScoped
public class StatisticReader {

  /** Steps that each candle takes, about. */
  private static final long STEPS = 200;

  /** Of one request, at once. */
  private static final int READINGS = 4;

  private final CandleHistory history;

  public StatisticReader(CandleHistory history) {
    this.history = history;
  }

  /** As {@link CandleHistory#horizon}. */
  public Horizon horizon() {
    return history.horizon();
  }

  /** Closes and what each is to the one before. */
  public Uni<Returns> returns(CandleRange range, long asOfNanos) {
    return read(range, asOfNanos, EnumSet.of(Part.CLOSE))
        .map(candles -> Returns.of(range.interval(), candles));
  }

  /**
   * Return and risk.
   *
   * @param benchmark of the same stretch
   */
  public Uni<Statistics> statistics(
      CandleRange range, CandleRange benchmark, long asOfNanos, Summary.Terms terms) {
    Uni<Returns> series = returns(range, asOfNanos);
    Uni<Returns> beside = benchmark.equals(range) ? series : returns(benchmark, asOfNanos);
    return Uni.combine()
        .all()
        .unis(series, beside)
        .asTuple()
        .chain(
            both ->
                Aside.of(
                    STEPS * both.getItem1().size(),
                    () ->
                        new Statistics(
                            both.getItem1(), Summary.of(both.getItem1(), both.getItem2(), terms))));
  }

  /** What they are made of, and what they say. */
  public record Statistics(Returns returns, Summary summary) {}

  /** Prices at which bars turned. */
  public Uni<Turns> levels(CandleRange range, long asOfNanos, int width, int limit) {
    return read(
            range, asOfNanos, EnumSet.of(Part.OPEN, Part.HIGH, Part.LOW, Part.CLOSE, Part.VOLUME))
        .map(Bars::of)
        .chain(
            bars ->
                Aside.of(
                    STEPS * bars.size(), () -> new Turns(bars, Levels.of(bars, width, limit))));
  }

  /** What they are made of, and what they say. */
  public record Turns(Bars bars, Levels levels) {}

  /**
   * How returns move together, a column for each pair, the first with each later one, then the
   * second, and so on; each has the rows of the page.
   *
   * @param series at least two
   */
  public Uni<List<double[]>> correlations(
      List<Series> series, CorrelationPage page, long asOfNanos) {
    int places = page.before() + page.rows();
    List<Uni<Returns>> readings =
        series.stream().map(each -> returns(page.range(each), asOfNanos)).toList();
    return Uni.join()
        .all(readings)
        .usingConcurrencyOf(READINGS)
        .andFailFast()
        .map(all -> all.stream().map(each -> each.of(page.beginNanos(), places)).toList())
        .chain(
            columns -> {
              long pairs = (long) columns.size() * (columns.size() - 1) / 2;
              return Aside.of(pairs * places * page.window(), () -> pairs(columns, page));
            });
  }

  private static List<double[]> pairs(List<double[]> columns, CorrelationPage page) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (int j = i + 1; j < columns.size(); j++) {
        double[] all = Correlations.rolling(columns.get(i), columns.get(j), page.window());
        pairs.add(Arrays.copyOfRange(all, page.before(), all.length));
      }
    }
    return pairs;
  }

  private Uni<List<PartialCandle>> read(CandleRange range, long asOfNanos, EnumSet<Part> parts) {
    parts.add(Part.COMPLETE);
    return history
        .read(range, asOfNanos, parts)
        .map(candles -> candles.stream().filter(PartialCandle::complete).toList());
  }
}
