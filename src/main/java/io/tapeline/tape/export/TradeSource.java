package io.tapeline.tape.export;

import io.smallrye.mutiny.Uni;
import io.tapeline.export.ExportPlan;
import io.tapeline.export.ExportRows;
import io.tapeline.export.ExportSource;
import io.tapeline.export.RowShape;
import io.tapeline.market.Market;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import io.tapeline.tape.app.MarketCoverage;
import io.tapeline.tape.app.MarketFinder;
import io.tapeline.tape.app.TradeHistory;
import io.tapeline.tape.app.TradeStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trades as they go into files. */
@ApplicationScoped
public class TradeSource implements ExportSource<Traded> {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final MarketFinder markets;
  private final TradeHistory history;
  private final MarketCoverage coverage;

  TradeSource(MarketFinder markets, TradeHistory history, MarketCoverage coverage) {
    this.markets = markets;
    this.history = history;
    this.coverage = coverage;
  }

  @Override
  public String data() {
    return "trades";
  }

  @Override
  public boolean hasIntervals() {
    return false;
  }

  @Override
  public Uni<String> find(String id) {
    return markets.find(id).map(Market::id);
  }

  @Override
  public Uni<Long> horizon(@Nullable Long asOfNanos) {
    return history.horizon().reaching(asOfNanos);
  }

  @Override
  public RowShape<Traded> shape() {
    return TradeColumns.SHAPE;
  }

  @Override
  public ExportRows<Traded> rows(ExportPlan plan) {
    return new Rows(plan);
  }

  private final class Rows implements ExportRows<Traded> {
    private final ExportPlan plan;
    private final Market market;
    private final TradeStream pages;
    private final Map<String, Long> origins = new TreeMap<>();

    Rows(ExportPlan plan) {
      this.plan = plan;
      this.market = Market.parse(plan.id());
      this.pages =
          history.stream(TradeRange.of(market, plan.fromNanos(), plan.toNanos()), plan.asOfNanos());
    }

    @Override
    public Step step() {
      return new Step(SECOND, "seconds");
    }

    @Override
    public Uni<List<Traded>> next() {
      return pages.next().invoke(page -> page.forEach(this::count));
    }

    private void count(Traded traded) {
      origins.merge(traded.origin().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
    }

    @Override
    public long timeNanos(Traded traded) {
      return traded.trade().eventTimeNanos();
    }

    @Override
    public Map<String, Object> known() {
      return Map.of(
          "coverage", coverage.minutes(market, plan.fromNanos(), plan.toNanos(), plan.asOfNanos()));
    }

    @Override
    public Map<String, Object> counted() {
      return Map.of("origins", origins);
    }
  }
}
