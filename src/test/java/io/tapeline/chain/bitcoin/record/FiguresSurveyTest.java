package io.tapeline.chain.bitcoin.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.follow.ServedChain;
import io.tapeline.chain.bitcoin.node.MinedBlock;
import io.tapeline.chain.bitcoin.node.MinedChain;
import io.tapeline.chain.bitcoin.node.NodeServer.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FiguresSurveyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MinedChain chain =
      MinedChain.regtest().mine(5, 1).mine(1, List.of(1_000L, 3_000L, 2_000L));
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

  private BlockFigures figures(MinedBlock block) {
    return new FiguresSurvey(served.chain()).of(block.hash()).await().atMost(PATIENCE);
  }

  @Test
  void figuresAreWhatEnoughNodesSayAlike() {
    BlockFigures figures = figures(chain.tip());
    assertThat(figures.transactions()).isEqualTo(4);
    assertThat(figures.weight()).isEqualTo(4 * figures.size());
    BlockFigures.Fees fees = requireNonNull(figures.fees());
    assertThat(fees.satoshi()).isEqualTo(6_000);
    assertThat(fees.percentiles()).hasSize(5);
  }

  @Test
  void feesAreNotKnownWhereOnlyExplorersAnswerAndTheRestIsByAQuorum() {
    var _ = served.server("a").becomes(Fault.HTML);
    BlockFigures figures = figures(chain.tip());
    assertThat(requireNonNull(figures.fees()).satoshi()).isEqualTo(6_000);
    var _ = served.server("b").becomes(Fault.HTML);
    assertThatThrownBy(() -> figures(chain.at(3))).isInstanceOf(NodeException.class);
  }
}
