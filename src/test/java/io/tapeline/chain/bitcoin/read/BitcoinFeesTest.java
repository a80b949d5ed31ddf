package io.tapeline.chain.bitcoin.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.bitcoin.follow.ServedChain;
import io.tapeline.chain.bitcoin.node.MinedChain;
import io.tapeline.chain.bitcoin.node.NodeServer.Fault;
import io.tapeline.chain.bitcoin.record.Surveys;
import io.tapeline.chain.fee.FeeReport;
import io.tapeline.chain.fee.FeeUnit;
import io.tapeline.chain.fee.Suggestion;
import io.tapeline.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BitcoinFeesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MinedChain chain =
      MinedChain.regtest().mine(20, 1).mine(1, List.of(1_000L, 3_000L, 2_000L));
  private ServedChain served;

  @BeforeAll
  static void context() {
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
  }

  @BeforeEach
  void serve() throws Exception {
    served = new ServedChain(chain);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private FeeReport report(int blocks) {
    return new BitcoinFees(served.bitcoin(), new Surveys())
        .fees("btc", served.tracker().state(), blocks)
        .await()
        .atMost(PATIENCE);
  }

  private static Suggestion.Sources sources(Suggestion suggestion) {
    return requireNonNull(suggestion.sources());
  }

  @Test
  void whatWaitsAndWhatWasPaidAreBothTold() {
    FeeReport report = report(5);
    assertThat(report.unit()).isEqualTo(FeeUnit.SAT_PER_VB);
    assertThat(report.block().number()).isEqualTo(21);
    assertThat(report.by()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(report.history()).hasSize(5);
    assertThat(report.history().getLast().paid().keySet()).containsExactly(10, 25, 50, 75, 90);
    assertThat(report.suggestions())
        .extracting(Suggestion::expectedBlocks)
        .containsExactly(6, 3, 1);
    Suggestion fast = report.suggestions().getLast();
    // 600,000 vB pay 50 and more, 900,000 from 20.5 to 50: the next block ends among these
    assertThat(fast.max()).isBetween(new BigDecimal("20.5"), new BigDecimal("50"));
    assertThat(sources(fast).mempool()).isEqualByComparingTo(fast.max());
    assertThat(sources(fast).blocks()).isZero();
    assertThat(sources(fast).nodes()).isEqualByComparingTo("12.345");
    assertThat(report.suggestions().getFirst().max()).isLessThanOrEqualTo(fast.max());
  }

  @Test
  void withoutAnExplorerNodesOwnEstimatesCount() {
    var _ = served.server("c").becomes(Fault.HTML);
    Suggestion fast = report(5).suggestions().getLast();
    assertThat(sources(fast).mempool()).isNull();
    assertThat(fast.max()).isEqualByComparingTo("12.345");
  }

  @Test
  void whereNobodySaysAnythingThereIsNoSuggestion() {
    for (String name : List.of("a", "b", "c")) {
      var _ = served.server(name).becomes(Fault.FAILING);
    }
    assertThatThrownBy(() -> report(5)).isInstanceOf(ProblemException.class);
  }
}
