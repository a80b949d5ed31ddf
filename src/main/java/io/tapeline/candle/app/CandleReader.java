package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Rollup;
import io.tapeline.market.Interval;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers questions about candles: what is in memory from there, what is older from the store. */
@ApplicationScoped
public class CandleReader {

  private final CandleKeeper keeper;
  private final TapeTime time;
  private final CandleConfig config;
  private final Instance<CandleStore> stores;

  public CandleReader(
      CandleKeeper keeper, TapeTime time, CandleConfig config, @Any Instance<CandleStore> stores) {
    this.keeper = keeper;
    this.time = time;
    this.config = config;
    this.stores = stores;
  }

  /** Candles of a range, ascending by open time; the last may still be open. */
  public Uni<List<Candle>> read(CandleRange range) {
    return base(range).map(found -> finish(range, found));
  }

  private Uni<List<Candle>> base(CandleRange range) {
    Interval base = range.base();
    long to = range.reachNanos();
    List<Candle> recent =
        keeper
            .candles(range.series())
            .map(candles -> candles.recent(base, range.fromNanos(), to))
            .orElse(List.of());
    long oldest = keeper.candles(range.series()).map(c -> c.oldest(base)).orElse(Long.MAX_VALUE);
    if (oldest <= range.fromNanos() || stores.isUnsatisfied()) {
      return Uni.createFrom().item(recent);
    }
    return stores
        .get()
        .closed(
            range.series(), base, range.fromNanos(), to, Long.MAX_VALUE, config.maxCandlesRead())
        .map(stored -> joined(stored, recent));
  }

  /** Memory is newer than the store wherever both have a candle. */
  private static List<Candle> joined(List<Candle> stored, List<Candle> recent) {
    Map<Long, Candle> byTime = new TreeMap<>();
    stored.forEach(candle -> byTime.put(candle.openTimeNanos(), candle));
    for (Candle candle : recent) {
      byTime.merge(
          candle.openTimeNanos(),
          candle,
          (kept, fresh) ->
              fresh.revision() < kept.revision() ? fresh.withRevision(kept.revision()) : fresh);
    }
    return List.copyOf(byTime.values());
  }

  private List<Candle> finish(CandleRange range, List<Candle> found) {
    List<Candle> candles =
        range.interval() == range.base() ? found : Rollup.of(found, range.interval(), time.nanos());
    return new ArrayList<>(candles.subList(0, Math.min(range.limit(), candles.size())));
  }
}
