package io.tapeline.webhook.app;

import static io.tapeline.webhook.app.TestHooks.done;

import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import io.tapeline.signal.app.SignalStore;
import io.tapeline.signal.postgres.SignalStores;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.verdict.Input;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Stores signals as their engine does, whatever they say. */
final class SaidSignals {

  static final long NOON = 1_786_276_800_000_000_000L;

  private final SignalStore store;

  SaidSignals(TestStores stores) {
    store = SignalStores.of(stores);
  }

  /** Together: all are recorded at one moment. */
  void store(List<Judged> judged) {
    long mark = done(store.markNanos());
    done(store.write(judged, mark, mark));
  }

  void store(Judged... judged) {
    store(List.of(judged));
  }

  /**
   * @param millionths with two contributions, and an outlook that is no part of it
   */
  static Judged signal(
      String series, Interval interval, int candle, String strategy, long millionths) {
    return revised(series, interval, candle, strategy, millionths, 1);
  }

  static Judged revised(
      String series,
      Interval interval,
      int candle,
      String strategy,
      long millionths,
      int revision) {
    long open = NOON + candle * interval.nanos();
    List<Evidence> evidence =
        List.of(evidence(strategy, interval, millionths - 7), evidence(strategy, interval, 7));
    Input input = new Input(interval, open, open + interval.nanos(), 1, "ab".repeat(32));
    return new Judged(
        Series.parse(series),
        new Verdict.Signal(
            new StrategyName(strategy, 1),
            interval,
            open,
            evidence,
            evidence(strategy, interval, -900_000),
            List.of(input)),
        revision);
  }

  private static Evidence evidence(String strategy, Interval interval, long millionths) {
    return new Evidence(
        strategy, interval, "close", BigDecimal.TEN, BigDecimal.ONE, null, millionths, "it is so");
  }

  static Judged none(String series, Interval interval, int candle, String strategy) {
    return new Judged(
        Series.parse(series),
        new Verdict.NoSignal(
            new StrategyName(strategy, 1),
            interval,
            NOON + candle * interval.nanos(),
            Verdict.Reason.GAP,
            "a candle is missing"),
        1);
  }

  static List<Judged> many(int count) {
    List<Judged> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(signal("btc-usd", Interval.M1, i, "composite", 500_000));
    }
    return all;
  }
}
