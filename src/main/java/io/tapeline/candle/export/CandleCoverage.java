package io.tapeline.candle.export;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CoverageReader;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.tape.app.MarketCoverage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How much of a range is known, for its manifest. */
@ApplicationScoped
class CandleCoverage implements MarketCoverage {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int STRETCHES = 5_000;

  private final CandleHistory history;
  private final CoverageReader coverage;

  CandleCoverage(CandleHistory history, CoverageReader coverage) {
    this.history = history;
    this.coverage = coverage;
  }

  @Override
  public Map<String, Long> minutes(Market market, long fromNanos, long toNanos, long asOfNanos) {
    // candles have a clock of recording of their own
    long _ = history.horizon().atLeast(asOfNanos).await().atMost(PATIENCE);
    long from = Interval.M1.floor(fromNanos);
    long to = Math.max(from, Interval.M1.ceiling(toNanos));
    return intervals(
        new CandleRange(Series.of(market), Interval.M1, from, to, STRETCHES), asOfNanos);
  }

  /** How many intervals of the range are in which state. Of seconds the minutes tell. */
  Map<String, Long> intervals(CandleRange asked, long asOfNanos) {
    Interval interval = asked.interval() == Interval.S1 ? Interval.M1 : asked.interval();
    Map<String, Long> states = new TreeMap<>();
    long from =
        history
            .first(asked, asOfNanos)
            .await()
            .atMost(PATIENCE)
            .map(interval::floor)
            .orElse(asked.toNanos());
    while (from < asked.toNanos()) {
      var part =
          new CandleRange(
              asked.series(), interval, from, interval.ceiling(asked.toNanos()), STRETCHES);
      List<Stretch> stretches = coverage.read(part, asOfNanos).await().atMost(PATIENCE);
      if (stretches.isEmpty()) {
        break;
      }
      stretches.forEach(
          stretch ->
              states.merge(
                  stretch.state().name().toLowerCase(Locale.ROOT),
                  (stretch.toNanos() - stretch.fromNanos()) / interval.nanos(),
                  Long::sum));
      from = stretches.getLast().toNanos();
    }
    return states;
  }
}
