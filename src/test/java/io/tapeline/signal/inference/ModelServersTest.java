package io.tapeline.signal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.TestUpstreams;
import io.tapeline.problem.ProblemException;
import io.tapeline.signal.app.ModelState.State;
import io.tapeline.signal.inference.InferenceProcess.Asked;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Answer.Reason;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a server does, each row has an answer that says it; the server is a real one. */
class ModelServersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double[] ROW = {55.1, 0.7, 1.2};

  private static int port;
  private static InferenceProcess process;

  private final Vertx vertx = Vertx.vertx();

  @BeforeAll
  static void start() throws IOException {
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(port).await().indefinitely()).isNotNull();
    port = InferenceProcess.freePort();
    process = InferenceProcess.start(port);
  }

  @AfterAll
  static void stop() {
    process.close();
  }

  @BeforeEach
  void well() {
    process.becomes("none");
    var _ = process.asked();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private ModelServers servers(int at, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(InferenceProcess.declared("up5", at));
    settings.putAll(more);
    return new ModelServers(
        Configs.of(ModelsConfig.class, settings),
        TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "200ms")),
        vertx,
        Clock.systemUTC());
  }

  private ModelServers servers() {
    return servers(port, Map.of());
  }

  private static Uni<Answer> asking(ModelServers servers, double[] row) {
    return servers.ask(servers.find("up5").orElseThrow(), row, Leave.OWN);
  }

  private static Answer ask(ModelServers servers) {
    return asking(servers, ROW).await().atMost(PATIENCE);
  }

  private static double value(Answer answer) {
    return ((Answer.Value) answer).number();
  }

  private static Reason reason(Answer answer) {
    return ((Answer.None) answer).reason();
  }

  @Test
  void theModelsOwnAnswerComesForEachRowAndRowsShareAsks() {
    // a second: nobody is so slow to ask that the last four don't find each other
    Map<String, String> sixteen =
        Map.of("tapeline.models.up5.max-batch", "16", "tapeline.models.up5.gather", "1s");
    ModelServers servers = servers(port, sixteen);
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(
          new double[] {
            random.nextDouble(20, 80), random.nextDouble(-2, 2), random.nextDouble(-9, 9)
          });
    }
    List<Answer> answers =
        Uni.join()
            .all(rows.stream().map(row -> asking(servers, row)).toList())
            .andFailFast()
            .await()
            .atMost(PATIENCE);
    assertThat(process.asked()).isEqualTo(new Asked(7, 100));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(value(answers.get(i))).as("row %d", i).isEqualTo(process.direct(rows.get(i)));
    }
    assertThat(answers.stream().distinct()).as("no constant").hasSizeGreaterThan(90);
  }

  @ParameterizedTest
  @CsvSource({
    "wrong_shape,WRONG_SHAPE",
    "too_few,WRONG_SHAPE",
    "nan,NOT_FINITE",
    "null,NOT_FINITE",
    "infinite,NOT_FINITE",
    "two,OUT_OF_RANGE",
    "text,MALFORMED",
    "html,MALFORMED",
    "huge,MALFORMED",
    "other_version,WRONG_MODEL",
    "refusing,REFUSED",
    "redirecting,REFUSED",
    "failing,SERVER_ERROR",
    "not_ready,NOT_READY",
    "hanging_up,UNREACHABLE",
    "slow,TIMEOUT"
  })
  void eachFaultHasItsReasonAndNothingOfTheServersOwnWords(String fault, Reason reason) {
    ModelServers servers = servers(port, Map.of("tapeline.models.up5.timeout", "2s"));
    assertThat(ask(servers)).isInstanceOf(Answer.Value.class);
    process.becomes(fault);
    Answer.None none = (Answer.None) ask(servers);
    assertThat(none.reason()).isEqualTo(reason);
    assertThat(none.because()).matches("[A-Za-z0-9,_ \\[\\]]+").doesNotContain("srv", "java");
    process.becomes("none");
    assertThat(ask(servers)).isInstanceOf(Answer.Value.class);
  }

  @Test
  void oneRowThatIsNoNumberTakesNothingFromTheOthers() {
    ModelServers servers = servers();
    process.becomes("nan");
    List<Answer> answers =
        Uni.join()
            .all(asking(servers, ROW), asking(servers, ROW), asking(servers, ROW))
            .andFailFast()
            .await()
            .atMost(PATIENCE);
    assertThat(reason(answers.get(0))).isEqualTo(Reason.NOT_FINITE);
    assertThat(answers.subList(1, 3)).allMatch(Answer.Value.class::isInstance);
  }

  @Test
  void aServerThatFailsIsLeftAloneAndTriedAgain() throws Exception {
    ModelServers servers = servers();
    process.becomes("failing");
    Set<Reason> seen = new java.util.HashSet<>();
    for (int i = 0; i < 12; i++) {
      seen.add(reason(ask(servers)));
    }
    assertThat(seen).containsExactlyInAnyOrder(Reason.SERVER_ERROR, Reason.OPEN_CIRCUIT);
    assertThat(process.asked().asks()).isLessThan(12);
    process.becomes("none");
    Answer answer = ask(servers);
    for (int i = 0; i < 100 && answer instanceof Answer.None; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = ask(servers);
    }
    assertThat(answer).isInstanceOf(Answer.Value.class);
  }

  /** With an open circuit each ask ends at once: none may stand on the one before. */
  @Test
  void whatWaitsIsBoundedAndAllOfItIsAnswered() {
    Map<String, String> few =
        Map.of(
            "tapeline.models.up5.max-waiting",
            "5000",
            "tapeline.models.up5.max-batch",
            "1",
            "tapeline.models.up5.concurrency",
            "1");
    ModelServers servers = servers(port, few);
    process.becomes("failing");
    List<Uni<Answer>> asks = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      asks.add(asking(servers, ROW));
    }
    List<Answer> answers = Uni.join().all(asks).andFailFast().await().atMost(PATIENCE);
    assertThat(answers.stream().map(ModelServersTest::reason).distinct())
        .contains(Reason.OPEN_CIRCUIT, Reason.OVERLOADED);
  }

  @Test
  void aServerThatIsKilledIsUnreachableUntilItIsBack() throws Exception {
    int own = InferenceProcess.freePort();
    ModelServers servers = servers(own, Map.of("tapeline.models.up5.check-every", "100ms"));
    assertThat(ask(servers))
        .isEqualTo(new Answer.None(Reason.UNREACHABLE, "there is no connection to the server"));
    // looking whether it is ready fails too: the circuit may open before anyone has asked
    servers.start(new io.quarkus.runtime.StartupEvent());
    awaitState(servers, State.UNREACHABLE);
    try (InferenceProcess there = InferenceProcess.start(own)) {
      awaitState(servers, State.READY);
      assertThat(ask(servers)).isInstanceOf(Answer.Value.class);
      there.becomes("not_ready");
      awaitState(servers, State.NOT_READY);
    }
    awaitState(servers, State.UNREACHABLE);
    assertThat(reason(ask(servers))).isIn(Reason.UNREACHABLE, Reason.OPEN_CIRCUIT);
  }

  private static void awaitState(ModelServers servers, State wanted) throws InterruptedException {
    State state = State.UNKNOWN;
    for (int i = 0; i < 200 && state != wanted; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      state = servers.state(servers.all().getFirst()).state();
    }
    assertThat(state).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input|other|its server knows no input other",
        "output|other|its server knows no output other",
        "datatype|FP64|its server takes another datatype than FP64",
        "features|rsi(14)|its server takes 3 features, not 1"
      })
  void aServerThatHasAnotherModelIsToldOf(String setting, String given, String because)
      throws Exception {
    ModelServers servers = servers(port, Map.of("tapeline.models.up5." + setting, given));
    servers.start(new io.quarkus.runtime.StartupEvent());
    awaitState(servers, State.MISMATCHED);
    assertThat(servers.state(servers.all().getFirst()).because()).isEqualTo(because);
  }

  @Test
  void whoHasNoLeaveIsNotAsked() {
    ModelServers servers = servers();
    for (Set<String> named : List.of(Set.<String>of(), Set.of("venues"), Set.of("up5"))) {
      assertThatThrownBy(
              () ->
                  servers
                      .ask(servers.all().getFirst(), ROW, Leave.of(named))
                      .await()
                      .atMost(PATIENCE))
          .isInstanceOf(ProblemException.class);
    }
    assertThat(process.asked().asks()).isZero();
    assertThat(
            servers
                .ask(servers.all().getFirst(), ROW, Leave.of(Set.of("models")))
                .await()
                .atMost(PATIENCE))
        .isInstanceOf(Answer.Value.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url||tapeline.models.up5.url must be where its server is",
        "url|ftp://somewhere|tapeline.models.up5.url must be where",
        "url|http://user:word@somewhere|tapeline.models.up5.url must be where",
        "model|a b|tapeline.models.up5.model must be given, as the server has it",
        "version|../1|tapeline.models.up5.version must be given",
        "features|rsi(14),makd|tapeline.models.up5.features makd: there is no makd; near are macd",
        "features|macd(12,26,9)|must be one of macd(12,26,9).line",
        "meaning||tapeline.models.up5.meaning must be probability_up or expected_return",
        "column|1|tapeline.models.up5.column must be less than columns, which is 1"
      })
  void whatIsDeclaredWronglyStopsTheStartAndSaysWhatToDo(
      String setting, String given, String message) {
    Map<String, String> wrong =
        Map.of("tapeline.models.up5." + setting, given == null ? "" : given);
    assertThatThrownBy(() -> servers(port, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                new ModelServers(
                    Configs.of(ModelsConfig.class, Map.of("tapeline.models.up5.url", "x")),
                    TestUpstreams.of(Map.of()),
                    vertx,
                    Clock.systemUTC()))
        .hasMessageContainingAll(
            ".url", ".model", ".version", ".input", ".output", ".features", ".meaning");
  }
}
