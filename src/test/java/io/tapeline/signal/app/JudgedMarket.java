package io.tapeline.signal.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.StoredCandles;
import io.tapeline.candle.postgres.CandleStores;
import io.tapeline.market.Interval;
import io.tapeline.ops.SignalMeters;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.Rounds;
import io.tapeline.ops.store.TestStores;
import io.tapeline.signal.postgres.SignalStores;
import io.tapeline.signal.verdict.Desk;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalPlace;
import io.tapeline.signal.watch.SignalRange;
import io.tapeline.tape.app.TapeTime;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Minutes that are stored one batch after the other, and judged. */
final class JudgedMarket {

  static final Series SERIES = Series.parse("btc-usd");

  final CandleStore candles;
  final SignalStore signals;
  final CandleHistory history;
  private final TestStores stores;
  private final Map<String, String> settings;

  JudgedMarket(TestStores stores, Map<String, String> settings) {
    this.stores = stores;
    this.settings = new HashMap<>(settings);
    this.settings.putIfAbsent("tapeline.signals.intervals", "1m,5m");
    this.candles = CandleStores.of(stores);
    this.signals = SignalStores.of(stores);
    this.history =
        new CandleHistory(
            new StoredCandles(
                Configs.defaults(CandleConfig.class),
                stores.config,
                Beans.<CandleStore>of(candles)));
  }

  /** Nothing is stored, all is judged. */
  void empty() {
    var _ =
        stores.rows(
            "TRUNCATE candle, signal; UPDATE signal_mark SET moment = (SELECT last FROM"
                + " recording_clock)");
  }

  /** What one process does: it remembers nothing of what others did. */
  SignalRounds process(SignalStore store) {
    Watching watching = new Watching(config());
    return new SignalRounds(
        watching,
        history,
        store,
        judging(store, watching),
        new SignalMeters(new SimpleMeterRegistry()),
        Clock.systemUTC());
  }

  SignalRounds process() {
    return process(signals);
  }

  /** What follows the same for one model. */
  ModelRounds process(Models models, TapeTime time) {
    return new ModelRounds(
        models.judging().getFirst(),
        new Watching(config()),
        history,
        new ModelJudging(new ModelLook(new Windows(history)), models, signals),
        time);
  }

  private SignalConfig config() {
    return Configs.of(SignalConfig.class, settings);
  }

  private SeriesJudging judging(SignalStore store, Watching watching) {
    Windows windows = new Windows(history);
    return new SeriesJudging(
        new Watches(windows, history, watching, config()), new Rejudging(store, windows, watching));
  }

  /** Until nothing is left to judge. */
  static void judge(Rounds rounds) {
    judge(rounds, TestStores.PATIENCE);
  }

  static void judge(Rounds rounds, Duration patience) {
    boolean more = true;
    while (more) {
      more = rounds.next().await().atMost(patience);
    }
  }

  void write(List<PartialCandle> minutes, Origin origin) {
    List<Rung> rungs =
        minutes.stream().map(minute -> new Rung(SERIES, candle(minute, origin))).toList();
    candles.write(rungs, Fence.NONE).await().atMost(TestStores.PATIENCE);
  }

  static Candle candle(PartialCandle minute, Origin origin) {
    BigDecimal volume = Objects.requireNonNull(minute.volume());
    return new Candle(
        minute.interval(),
        minute.openTimeNanos(),
        Objects.requireNonNull(minute.open()),
        Objects.requireNonNull(minute.high()),
        Objects.requireNonNull(minute.low()),
        Objects.requireNonNull(minute.close()),
        volume,
        null,
        null,
        1L,
        minute.interval().nanos(),
        minute.synthetic(),
        true,
        1,
        origin);
  }

  /** The newest revision of all that was said, by open time. */
  List<Judged> said(Interval interval) {
    return signals.newest(SERIES, interval, 0, Long.MAX_VALUE).await().atMost(TestStores.PATIENCE);
  }

  /** All that had been said of minutes by then. */
  List<Recorded> history(long asOfNanos) {
    SignalRange all =
        new SignalRange(SERIES, Interval.M1, Set.of(), SignalPlace.before(0), Long.MAX_VALUE);
    SignalStream stream = new SignalHistory(signals, stores.config).stream(all, asOfNanos);
    List<Recorded> history = new ArrayList<>();
    List<Recorded> page = stream.next().await().atMost(TestStores.PATIENCE);
    while (!page.isEmpty()) {
      history.addAll(page);
      page = stream.next().await().atMost(TestStores.PATIENCE);
    }
    return history;
  }

  /** What would be said from what is stored now, in the order of the list. */
  List<Verdict> recomputed(Interval interval, List<Long> opens) {
    Watching watching = new Watching(config());
    long length = interval.nanos();
    Desk desk =
        new Desk(
            interval,
            new Windows(history)
                .read(
                    SERIES,
                    watching.list().warmups(interval),
                    opens.getFirst() + length,
                    opens.getLast() + length,
                    history.horizon().newest().await().atMost(TestStores.PATIENCE))
                .await()
                .atMost(TestStores.PATIENCE));
    List<Verdict> all = new ArrayList<>();
    for (long open : opens) {
      watching.list().strategies().forEach(strategy -> all.add(desk.judge(strategy, open)));
    }
    return all;
  }

  /** A price that nobody paid. */
  static PartialCandle corrected(PartialCandle minute) {
    BigDecimal more = Objects.requireNonNull(minute.volume()).add(BigDecimal.ONE);
    return with(minute, more);
  }

  private static PartialCandle with(PartialCandle minute, @Nullable BigDecimal volume) {
    return new PartialCandle(
        minute.interval(),
        minute.openTimeNanos(),
        minute.open(),
        minute.high(),
        minute.low(),
        minute.close(),
        volume,
        null,
        null,
        0,
        minute.synthetic(),
        true,
        1,
        null);
  }
}
