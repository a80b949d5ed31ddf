package io.tapeline.signal.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.TestStores;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.verdict.Naive;
import io.tapeline.signal.verdict.SampleCandles;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalRange;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closes are judged once, whatever stops when; and again where candles were corrected. */
class SignalRoundsTest {

  /** More than any figure looks back. */
  private static final int BEFORE = 2_100;

  private static final int LIVE = 120;
  private static final int STRATEGIES = 10;

  /** Minutes that make more signals than are stored at once. */
  private static final int MANY = 450;

  private static TestStores stores;
  private static List<PartialCandle> past;
  private static List<PartialCandle> live;
  private static JudgedMarket market;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    stores = TestStores.open(folder);
    market = new JudgedMarket(stores, Map.of());
    List<PartialCandle> all = SampleCandles.csv("bybit-linear-2025-06/BTCUSDT_1m.csv", Interval.M1);
    // a block begins in the middle of what is judged, and an hour where it begins
    long block = Block.holding(Interval.M1, all.get(BEFORE + 600).openTimeNanos()).startNanos();
    int begin = 0;
    while (all.get(begin).openTimeNanos() < block - LIVE / 2 * Interval.M1.nanos()) {
      begin++;
    }
    past = all.subList(begin - BEFORE, begin);
    live = all.subList(begin, begin + LIVE);
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    market.empty();
    market.write(past, Origin.IMPORT);
  }

  private static List<Long> opens(Interval interval) {
    return live.stream()
        .map(minute -> interval.floor(minute.openTimeNanos()))
        .distinct()
        .filter(open -> open + interval.nanos() <= live.getLast().closeTimeNanos())
        .toList();
  }

  /** All closes were judged once, and what was said is what can be recomputed. */
  private static void assertComplete(Interval interval, List<Long> opens) {
    List<Judged> said = market.said(interval);
    assertThat(said).hasSize(STRATEGIES * opens.size());
    assertSame(said, market.recomputed(interval, opens));
  }

  /** In any order. */
  private static void assertSame(List<Judged> said, List<Verdict> recomputed) {
    Set<Verdict> others = said.stream().map(Judged::verdict).collect(Collectors.toSet());
    assertThat(recomputed.stream().filter(verdict -> !others.contains(verdict)).findFirst())
        .isEmpty();
    assertThat(others).hasSize(recomputed.size());
  }

  private static void assertComplete() {
    assertComplete(Interval.M1, opens(Interval.M1));
    assertComplete(Interval.M5, opens(Interval.M5));
  }

  private static void assertNothingTwice() {
    assertThat(stores.count("signal"))
        .isEqualTo((long) STRATEGIES * (opens(Interval.M1).size() + opens(Interval.M5).size()));
  }

  /** In batches of a few, as a feed does. */
  private static void play(SignalRounds rounds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int next = 0;
    while (next < live.size()) {
      int end = Math.min(live.size(), next + random.nextInt(1, 9));
      market.write(live.subList(next, end), Origin.TAPE);
      JudgedMarket.judge(rounds);
      next = end;
    }
  }

  @Test
  void liveRecomputedAndByASecondImplementationTheSameIsSaid() {
    play(market.process(), 1);
    assertComplete();
    assertNothingTwice();
    Map<Interval, List<PartialCandle>> all = new EnumMap<>(Interval.class);
    List<PartialCandle> minutes = new java.util.ArrayList<>(past);
    minutes.addAll(live);
    all.put(Interval.M1, minutes);
    all.put(Interval.M5, SampleCandles.rolledUp(minutes, Interval.M5));
    all.put(Interval.M30, SampleCandles.rolledUp(minutes, Interval.M30));
    int signals = 0;
    for (Judged judged : market.said(Interval.M1)) {
      Verdict verdict = judged.verdict();
      String id = verdict.strategy().id();
      String name = id.contains("(") ? id.substring(0, id.indexOf('(')) : id;
      if (verdict.openTimeNanos() / Interval.M1.nanos() % 7 == 0) {
        Naive naive = new Naive(all, Interval.M1, verdict.openTimeNanos());
        assertThat(Naive.line(verdict)).isEqualTo(naive.line(name));
        signals += verdict instanceof Verdict.Signal ? 1 : 0;
      }
    }
    assertThat(signals).isGreaterThan(LIVE);
  }

  @Test
  void whatIsImportedIsThePastOfWhichNothingWasSaid() {
    JudgedMarket.judge(market.process());
    assertThat(stores.count("signal")).isZero();
  }

  @Test
  void aRestartCatchesUp() {
    market.write(live.subList(0, 30), Origin.TAPE);
    JudgedMarket.judge(market.process());
    market.write(live.subList(30, 31), Origin.TAPE);
    market.write(live.subList(31, LIVE), Origin.TAPE);
    JudgedMarket.judge(market.process());
    assertComplete();
    assertNothingTwice();
  }

  /** A store that is cut off at one write, before it or behind it. */
  private record CutOff(SignalStore store, AtomicInteger writes, int at, boolean behind)
      implements SignalStore {
    @Override
    public Uni<Long> markNanos() {
      return store.markNanos();
    }

    @Override
    public Uni<Void> write(List<Judged> judged, long markNanos, long nextNanos) {
      Uni<Void> cut = Uni.createFrom().failure(new IllegalStateException("cut off"));
      return writes.getAndIncrement() != at
          ? store.write(judged, markNanos, nextNanos)
          : behind ? store.write(judged, markNanos, nextNanos).chain(_ -> cut) : cut;
    }

    @Override
    public Uni<Void> add(List<Judged> judged) {
      return store.add(judged);
    }

    @Override
    public Uni<List<Judged>> newest(
        Series series, Interval interval, long fromNanos, long toNanos) {
      return store.newest(series, interval, fromNanos, toNanos);
    }

    @Override
    public Uni<Optional<Long>> first(
        Series series, Interval interval, long fromNanos, long toNanos) {
      return store.first(series, interval, fromNanos, toNanos);
    }

    @Override
    public Uni<List<Recorded>> history(SignalRange range, long asOfNanos, int limit) {
      return store.history(range, asOfNanos, limit);
    }

    @Override
    public Uni<Long> horizon(long atLeastNanos) {
      return store.horizon(atLeastNanos);
    }
  }

  /**
   * A process without memory writes the minutes, the five minutes and the end of its first round,
   * and then the next round.
   */
  @ParameterizedTest
  @CsvSource({"0,true", "1,false", "2,false", "2,true", "3,true"})
  void whoeverIsCutOffBetweenJudgingAndStoringSkipsAndRepeatsNothing(int write, boolean behind) {
    JudgedMarket.judge(market.process());
    SignalRounds rounds =
        market.process(new CutOff(market.signals, new AtomicInteger(), write, behind));
    market.write(live.subList(0, LIVE / 2), Origin.TAPE);
    int failures = failures(rounds);
    market.write(live.subList(LIVE / 2, LIVE), Origin.TAPE);
    assertThat(failures + failures(rounds)).isEqualTo(1);
    assertComplete();
    assertNothingTwice();
  }

  /**
   * More closes at once than are stored at once: their first part is stored without the mark, and
   * whoever is cut off then says nothing again.
   */
  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "1,false", "1,true"})
  void whereThereIsMuchToSayItIsStoredInParts(int write, boolean behind) {
    List<PartialCandle> all = past.subList(BEFORE - MANY, BEFORE);
    market.empty();
    market.write(past.subList(0, BEFORE - MANY), Origin.IMPORT);
    AtomicInteger writes = new AtomicInteger(MANY);
    SignalRounds rounds = market.process(new CutOff(market.signals, writes, write, behind));
    market.write(all.subList(0, 1), Origin.TAPE);
    JudgedMarket.judge(rounds); // from now on it goes on from memory
    writes.set(0);
    market.write(all.subList(1, MANY), Origin.TAPE);
    assertThat(failures(rounds)).isEqualTo(1);
    assertComplete(Interval.M1, all.stream().map(PartialCandle::openTimeNanos).toList());
    assertThat(stores.count("signal WHERE revision > 1")).isZero();
  }

  /** How often it failed until nothing was left to judge. */
  private static int failures(SignalRounds rounds) {
    int failures = 0;
    boolean more = true;
    while (more) {
      try {
        more = rounds.next().await().atMost(TestStores.PATIENCE);
      } catch (IllegalStateException cutOff) {
        failures++;
      }
    }
    return failures;
  }

  @Test
  void ofTwoProcessesOneStores() {
    SignalRounds one = market.process();
    SignalRounds other = market.process();
    market.write(live.subList(0, 40), Origin.TAPE);
    JudgedMarket.judge(one);
    market.write(live.subList(40, 41), Origin.TAPE);
    JudgedMarket.judge(other);
    market.write(live.subList(41, LIVE), Origin.TAPE);
    assertThatThrownBy(() -> JudgedMarket.judge(one)).isInstanceOf(FencedOffException.class);
    JudgedMarket.judge(one);
    assertThatThrownBy(() -> JudgedMarket.judge(other)).isInstanceOf(FencedOffException.class);
    JudgedMarket.judge(other);
    assertComplete();
    assertNothingTwice();
  }

  @Test
  void aCorrectionMakesARevisionOfExactlyWhatWasMadeFromIt() {
    SignalRounds rounds = market.process();
    play(rounds, 2);
    long before = stores.count("signal");
    for (PartialCandle minute :
        List.of(live.get(100), live.get(30), past.get(BEFORE - 40), past.get(BEFORE - 900))) {
      Map<Interval, List<Judged>> said = said();
      long moment = now();
      List<Recorded> then = market.history(moment);
      market.write(List.of(JudgedMarket.corrected(minute)), Origin.TAPE);
      JudgedMarket.judge(rounds);
      said.forEach((interval, old) -> assertRevised(interval, old, minute));
      assertThat(market.history(moment).equals(then)).isTrue();
      assertThat(market.history(now()).equals(then)).isFalse();
    }
    assertThat(stores.count("signal")).isGreaterThan(before);
  }

  private static long now() {
    long millis = Clock.systemUTC().millis();
    return market.signals.horizon(millis * 1_000_000).await().atMost(TestStores.PATIENCE);
  }

  private static Map<Interval, List<Judged>> said() {
    Map<Interval, List<Judged>> said = new EnumMap<>(Interval.class);
    List.of(Interval.M1, Interval.M5).forEach(one -> said.put(one, market.said(one)));
    return said;
  }

  private static void assertRevised(Interval interval, List<Judged> old, PartialCandle minute) {
    // of the past itself something may have been said now for the first time
    long first = opens(interval).getFirst();
    List<Judged> now = since(first, market.said(interval));
    List<Judged> then = since(first, old);
    assertThat(now).hasSameSizeAs(then);
    for (int i = 0; i < now.size(); i++) {
      Judged was = then.get(i);
      boolean made =
          was.verdict() instanceof Verdict.Signal signal
              && signal.inputs().stream()
                  .anyMatch(
                      input ->
                          input.fromNanos() <= minute.openTimeNanos()
                              && minute.closeTimeNanos() <= input.toNanos());
      assertThat(now.get(i).revision())
          .as("%s of %s", was.verdict().strategy(), was.verdict().openTimeNanos())
          .isEqualTo(was.revision() + (made ? 1 : 0));
    }
    assertSame(now, market.recomputed(interval, opens(interval)));
  }

  private static List<Judged> since(long openTimeNanos, List<Judged> judged) {
    return judged.stream().filter(each -> each.verdict().openTimeNanos() >= openTimeNanos).toList();
  }

  @Test
  void memoryIsBounded() {
    JudgedMarket small =
        new JudgedMarket(stores, Map.of("tapeline.signals.candles-in-memory", "10000"));
    Watching watching = new Watching(io.tapeline.Configs.defaults(SignalConfig.class));
    assertThat(watching.list().warmups().values().stream().mapToInt(Integer::intValue).sum())
        .isLessThan(10_000);
    play(small.process(), 3);
    assertNothingTwice();
  }
}
