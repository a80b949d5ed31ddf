package io.tapeline.signal.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Configs;
import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Rounds;
import io.tapeline.ops.store.TestStores;
import io.tapeline.ops.upstream.TestUpstreams;
import io.tapeline.signal.inference.InferenceProcess;
import io.tapeline.signal.inference.ModelServers;
import io.tapeline.signal.inference.ModelsConfig;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Desk;
import io.tapeline.signal.verdict.Desk.Sight;
import io.tapeline.signal.verdict.SampleCandles;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import io.tapeline.tape.app.TapeTime;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model at a server of its own is asked at closes, once, and holds up nobody. */
class ModelRoundsTest {

  private static final int BEFORE = 2_100;
  private static final String ID = "model_up5@3";

  private static final Vertx VERTX = Vertx.vertx();
  private static TestStores stores;
  private static JudgedMarket market;
  private static InferenceProcess process;
  private static ModelServers models;
  private static List<PartialCandle> all;

  private final TapeTime time = new TapeTime();
  private int next = BEFORE;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    stores = TestStores.open(folder);
    market = new JudgedMarket(stores, Map.of("tapeline.signals.intervals", "1m"));
    all = SampleCandles.csv("bybit-linear-2025-06/BTCUSDT_1m.csv", Interval.M1);
    int port = InferenceProcess.freePort();
    process = InferenceProcess.start(port);
    Map<String, String> settings = new HashMap<>(InferenceProcess.declared("up5", port));
    settings.put("tapeline.models.up5.intervals", "1m,1h");
    settings.put("tapeline.models.up5.timeout", "2s");
    models =
        new ModelServers(
            Configs.of(ModelsConfig.class, settings),
            TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "100ms")),
            VERTX,
            Clock.systemUTC());
  }

  @AfterAll
  static void close() throws Exception {
    process.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
    stores.close();
  }

  @BeforeEach
  void empty() {
    process.becomes("none");
    var _ = process.asked();
    market.empty();
    market.write(all.subList(0, BEFORE), Origin.IMPORT);
  }

  /** A round before anything comes: what is there is past. */
  private ModelRounds begun() {
    time.tick(all.get(next).openTimeNanos());
    ModelRounds rounds = market.process(models, time);
    JudgedMarket.judge(rounds);
    return rounds;
  }

  /** So many minutes close, one after the other. */
  private void minutes(int count, Rounds... rounds) {
    for (int i = 0; i < count; i++) {
      PartialCandle minute = all.get(next);
      next++;
      time.tick(minute.closeTimeNanos());
      market.write(List.of(minute), Origin.TAPE);
      for (Rounds each : rounds) {
        JudgedMarket.judge(each);
      }
    }
  }

  private static List<Verdict> said() {
    return market.said(Interval.M1).stream()
        .map(Judged::verdict)
        .filter(verdict -> verdict.strategy().id().equals(ID))
        .toList();
  }

  @Test
  void atEachCloseItSaysWhatTheModelSaysOfTheStoredCandles() {
    minutes(20, begun());
    List<Verdict> said = said();
    assertThat(said).hasSize(20);
    Desk desk = new Desk(Interval.M1, List.of(ClosedCandles.of(Interval.M1, all.subList(0, next))));
    for (int i = 0; i < said.size(); i++) {
      Verdict.Signal signal = (Verdict.Signal) said.get(i);
      assertThat(signal.openTimeNanos()).isEqualTo(all.get(BEFORE + i).openTimeNanos());
      Sight.Seen seen =
          (Sight.Seen)
              desk.look(
                  models.all().getFirst().readings(Interval.M1), signal.openTimeNanos(), true);
      assertThat(signal.inputs()).as("range and hash").isEqualTo(seen.inputs());
      assertThat(signal.outlook()).isEqualTo(seen.outlook());
      Evidence evidence = signal.evidence().getFirst();
      double direct = process.direct(Figure.numbers(seen.figures()));
      assertThat(evidence.value().doubleValue()).isEqualTo(direct, within());
      assertThat(evidence.indicator()).isEqualTo("up5.probability_up");
      assertThat(evidence.meaning()).contains("version 3");
      assertThat(signal.strength()).isEqualTo(100 * Math.round(10_000 * (2 * direct - 1)));
    }
    assertThat(said.stream().map(one -> ((Verdict.Signal) one).strength()).distinct())
        .as("no constant")
        .hasSizeGreaterThan(10);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void whereItDoesNotAnswerThereIsNoSignalThenOrLaterAndTheOthersGoOn() {
    ModelRounds rounds = begun();
    SignalRounds others = market.process();
    minutes(2, rounds, others);
    process.becomes("slow");
    minutes(1, others);
    minutes(1);
    CompletableFuture<Boolean> waiting =
        rounds.next().subscribeAsCompletionStage().toCompletableFuture();
    JudgedMarket.judge(others);
    assertThat(market.said(Interval.M1)).as("all of the others").hasSize(2 + 4 * 10);
    assertThat(waiting).isNotDone();
    assertThat(waiting.join()).isNotNull();
    process.becomes("none");
    minutes(2, rounds, others);
    List<Verdict> said = said();
    assertThat(said.stream().map(Verdict::openTimeNanos))
        .as("one close passed before it was looked at")
        .isEqualTo(opens(0, 1, 3, 4, 5));
    Verdict.NoSignal none = (Verdict.NoSignal) said.get(2);
    assertThat(none.reason()).isEqualTo(Verdict.Reason.MODEL_UNAVAILABLE);
    assertThat(none.because()).isEqualTo("timeout, the server did not answer in time");
    assertThat(said).filteredOn(Verdict.Signal.class::isInstance).hasSize(4);
    assertThat(market.said(Interval.M1)).hasSize(5 + 6 * 10);
  }

  private static List<Long> opens(int... minutes) {
    List<Long> opens = new ArrayList<>();
    for (int minute : minutes) {
      opens.add(all.get(BEFORE + minute).openTimeNanos());
    }
    return opens;
  }

  @Test
  void whateverIsBegunAgainOrCorrectedNothingIsAskedTwice() {
    ModelRounds rounds = begun();
    minutes(2, rounds);
    PartialCandle last = all.get(next - 1);
    market.write(List.of(JudgedMarket.corrected(last)), Origin.TAPE);
    JudgedMarket.judge(rounds);
    rounds.forget();
    JudgedMarket.judge(rounds);
    market.write(List.of(last), Origin.TAPE);
    JudgedMarket.judge(rounds);
    ModelRounds another = begun();
    minutes(1, another);
    assertThat(said()).hasSize(3);
    assertThat(process.asked().rows()).isEqualTo(3);
    assertThat(stores.count("signal")).isEqualTo(3);
  }

  @Test
  void whatClosedWhileNobodyAskedStaysUnasked() {
    minutes(3);
    minutes(1, begun());
    assertThat(said().stream().map(Verdict::openTimeNanos)).isEqualTo(opens(3));
  }
}
