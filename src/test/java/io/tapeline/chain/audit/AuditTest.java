package io.tapeline.chain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.chain.evm.TestChains;
import io.tapeline.chain.evm.TestToken;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that lies and that nobody asks is caught all the same. */
class AuditTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Anvil anvil;
  private static FaultyNode faulty;

  private final Vertx vertx = Vertx.vertx();
  private final LastRead lastRead = new LastRead();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    anvil = Anvil.start("--no-mining").mine(5).transfers(3).mine(1);
    faulty = new FaultyNode(anvil.url());
  }

  @AfterAll
  static void stop() {
    faulty.close();
    anvil.close();
  }

  @AfterEach
  void close() {
    var _ = faulty.becomes(Fault.NONE);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Patient, so that a busy machine is no fault of a node. */
  private EvmChain chain(String... urls) {
    Map<String, String> patient = new HashMap<>();
    for (String node : List.of("a", "b", "c").subList(0, urls.length)) {
      patient.put("tapeline.chains.local.nodes." + node + ".timeout", "20s");
    }
    return TestChains.local(vertx, patient, urls);
  }

  /** After so many rounds, the first of the nodes is this. */
  private NodeState afterRounds(int rounds, EvmChain chain) {
    HeadTracker tracker = new HeadTracker(chain.followed(), Clock.systemUTC(), _ -> {});
    assertThat(tracker.round().await().atMost(PATIENCE).head()).isNotNull();
    Audit audit = new Audit(chain, tracker, lastRead);
    for (int i = 0; i < rounds; i++) {
      var _ = audit.round().await().atMost(PATIENCE);
    }
    return chain.nodes().states().getFirst();
  }

  @Test
  void whoseProofsDoNotFitIsSetAsideInOneRound() {
    var _ = faulty.becomes(Fault.FALSE_PROOF);
    lastRead.is("local", TestToken.OWNER, List.of());
    NodeState liar = afterRounds(1, chain(faulty.url(), anvil.url(), anvil.url()));
    assertThat(liar.aside())
        .startsWith("what it says was refuted again and again: account " + TestToken.OWNER);
  }

  @Test
  void whoMakesUpAnAccountThatThereIsNotIsSetAside() {
    var _ = faulty.becomes(Fault.FALSE_PROOF);
    assertThat(afterRounds(1, chain(faulty.url(), anvil.url(), anvil.url())).aside()).isNotNull();
  }

  @Test
  void whoseReceiptsDoNotFitIsSetAsideOnceAWholeBlockIsAsked() {
    var _ = faulty.becomes(Fault.OTHER_RECEIPTS);
    EvmChain chain = chain(faulty.url(), anvil.url(), anvil.url());
    assertThat(afterRounds(2, chain).aside()).isNull();
    assertThat(afterRounds(3, chain).aside()).contains("receipts");
  }

  @Test
  void whereTooFewWouldBeLeftItIsDoubted() {
    var _ = faulty.becomes(Fault.FALSE_PROOF);
    NodeState liar = afterRounds(1, chain(faulty.url(), anvil.url()));
    assertThat(liar.aside()).isNull();
    assertThat(liar.doubt()).startsWith("what it says was refuted again and again: account ");
  }

  @Test
  void nobodyIsBlamedForBeingUnableOrDown() {
    for (Fault fault : List.of(Fault.NO_PROOF, Fault.HTML, Fault.UNAVAILABLE, Fault.NONE)) {
      var _ = faulty.becomes(fault);
      NodeState node = afterRounds(3, chain(faulty.url(), anvil.url(), anvil.url()));
      assertThat(node.aside()).as(fault.name()).isNull();
      assertThat(node.doubt()).as(fault.name()).isNull();
    }
  }

  @Test
  void whereAllSayTheSameAbsurdThingNobodyIsSetAside() {
    var _ = faulty.becomes(Fault.FALSE_PROOF);
    NodeState node = afterRounds(2, chain(faulty.url(), faulty.url(), faulty.url()));
    assertThat(node.aside()).isNull();
    assertThat(node.doubt()).isNull();
  }
}
