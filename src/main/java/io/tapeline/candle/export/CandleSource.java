package io.tapeline.candle.export;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleStream;
import io.tapeline.candle.app.IndexMethodology;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.export.ExportPlan;
import io.tapeline.export.ExportRows;
import io.tapeline.export.ExportSource;
import io.tapeline.export.RowShape;
import io.tapeline.market.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Candles as they go into files. */
@ApplicationScoped
public class CandleSource implements ExportSource<Candle> {

  private static final String METHODOLOGY = "tapeline-candles/1";

  private final SeriesFinder series;
  private final CandleHistory history;
  private final CandleCoverage coverage;
  private final IndexMethodology index;

  CandleSource(
      SeriesFinder series, CandleHistory history, CandleCoverage coverage, IndexMethodology index) {
    this.series = series;
    this.history = history;
    this.coverage = coverage;
    this.index = index;
  }

  @Override
  public String data() {
    return "candles";
  }

  @Override
  public boolean hasIntervals() {
    return true;
  }

  @Override
  public Uni<String> find(String id) {
    return series.find(id).map(Series::id);
  }

  @Override
  public Uni<Long> horizon(@Nullable Long asOfNanos) {
    return history.horizon().reaching(asOfNanos);
  }

  @Override
  public RowShape<Candle> shape() {
    return CandleColumns.SHAPE;
  }

  @Override
  public ExportRows<Candle> rows(ExportPlan plan) {
    Interval length = Interval.of(Objects.requireNonNull(plan.interval())).orElseThrow();
    long from = length.ceiling(plan.fromNanos());
    return new Rows(
        new CandleRange(Series.parse(plan.id()), length, from, plan.toNanos(), Integer.MAX_VALUE),
        plan.asOfNanos());
  }

  private final class Rows implements ExportRows<Candle> {
    private final CandleRange range;
    private final long asOfNanos;
    private final CandleStream<Candle> pages;

    Rows(CandleRange range, long asOfNanos) {
      this.range = range;
      this.asOfNanos = asOfNanos;
      this.pages = history.stream(range, asOfNanos);
    }

    @Override
    public Step step() {
      return new Step(range.interval().nanos(), "intervals");
    }

    @Override
    public Uni<List<Candle>> next() {
      return pages.next();
    }

    @Override
    public long timeNanos(Candle candle) {
      return candle.openTimeNanos();
    }

    @Override
    public Map<String, Object> known() {
      Map<String, Object> known = new LinkedHashMap<>();
      known.put("methodologies", methodologies());
      known.put("coverage", coverage.intervals(range, asOfNanos));
      return known;
    }

    private List<String> methodologies() {
      return range.series().venue() == null
          ? List.of(METHODOLOGY, index.id())
          : List.of(METHODOLOGY);
    }

    @Override
    public Map<String, Object> counted() {
      return Map.of();
    }
  }
}
