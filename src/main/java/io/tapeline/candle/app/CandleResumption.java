package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TapePreparation;
import io.tapeline.tape.app.TradeStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * After a restart, gives the candles that were open the trades that were stored of them, so that
 * the minute in which the service stopped is closed with all that was accepted.
 */
@ApplicationScoped
public class CandleResumption implements TapePreparation {

  private static final Logger LOG = Logger.getLogger(CandleResumption.class);

  /** What stopped longer ago is history: its last minute stays as it was stored. */
  private static final Duration RECENT = Duration.ofDays(1);

  /** A market's trades in the minute or two that are open; more are left out, and logged. */
  private static final int MOST_TRADES = 100_000;

  private final CandleKeeper keeper;
  private final Instance<CandleStore> candles;
  private final Instance<TradeStore> trades;
  private final Clock clock;

  public CandleResumption(
      CandleKeeper keeper,
      @Any Instance<CandleStore> candles,
      @Any Instance<TradeStore> trades,
      Clock clock) {
    this.keeper = keeper;
    this.candles = candles;
    this.trades = trades;
    this.clock = clock;
  }

  @Override
  public Uni<Void> prepare() {
    if (candles.isUnsatisfied() || trades.isUnsatisfied()) {
      return Uni.createFrom().voidItem();
    }
    long since = clock.instant().minus(RECENT).toEpochMilli() * 1_000_000;
    return candles.get().newest(since).chain(kept -> withTrades(kept, since));
  }

  /** A market that has no closed minute yet, or no candle at all, goes on from all its trades. */
  private Uni<Void> withTrades(Map<Series, List<Candle>> newest, long since) {
    Map<Market, Long> closedUpTo = new HashMap<>();
    newest.forEach(
        (series, kept) -> {
          Candle first = kept.getFirst();
          if (series.venue() != null && first.interval() == Interval.M1) {
            closedUpTo.put(new Market(series.venue(), series.instrument()), first.closeTimeNanos());
          }
        });
    return trades
        .get()
        .since(closedUpTo, since, MOST_TRADES)
        .invoke(stored -> seed(newest, stored))
        .replaceWithVoid();
  }

  private void seed(Map<Series, List<Candle>> newest, Map<Market, List<Traded>> stored) {
    Map<Series, List<Traded>> trades = new HashMap<>();
    newest.keySet().forEach(series -> trades.put(series, List.of()));
    stored.forEach((market, own) -> trades.put(Series.of(market), own));
    trades.forEach((series, own) -> seed(series, newest.getOrDefault(series, List.of()), own));
  }

  private void seed(Series series, List<Candle> kept, List<Traded> own) {
    if (own.size() >= MOST_TRADES) {
      LOG.warnf("%s: only the first %d trades go on into its open minute", series, own.size());
    }
    keeper.seed(series, kept, own);
  }
}
