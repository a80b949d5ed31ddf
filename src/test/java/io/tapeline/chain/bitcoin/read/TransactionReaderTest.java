package io.tapeline.chain.bitcoin.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.bitcoin.follow.ServedChain;
import io.tapeline.chain.bitcoin.node.MinedBlock;
import io.tapeline.chain.bitcoin.node.MinedChain;
import io.tapeline.chain.bitcoin.node.NodeServer.Fault;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.RecordedBlock;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.proof.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionReaderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SALT = 1;

  private final MinedChain chain =
      MinedChain.regtest().mine(10, SALT).mine(SALT, List.of(500L, 900L, 100L)).mine(150, SALT);
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

  private ProvedTransaction prove(Hash256 txid, int headers) {
    return new TransactionReader(
            served.chain(), served.tracker().best().orElseThrow(), served.tracker().state())
        .prove(txid, headers)
        .await()
        .atMost(PATIENCE);
  }

  private NodeException failure(Hash256 txid) {
    return (NodeException) catchThrowable(() -> prove(txid, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpc", "esplora"})
  void aTransactionOfARecentBlockIsProvedByWork(String api) {
    for (String other : api.equals("rpc") ? List.of("c") : List.of("a", "b")) {
      var _ = served.server(other).becomes(Fault.FAILING);
    }
    MinedBlock block = chain.mine(SALT, List.of(7L, 8L)).tip();
    var _ = chain.mine(5, SALT);
    served.round();
    for (int i = 0; i < 3; i++) {
      ProvedTransaction proved = prove(block.ids().get(i), 3);
      assertThat(proved.inclusion().block()).isEqualTo(block.hash());
      assertThat(proved.inclusion().claim().branch().index()).isEqualTo(i);
      assertThat(proved.inclusion().claim().subject()).isInstanceOf(Subject.Whole.class);
      assertThat(proved.inclusion().confirmations()).isEqualTo(4);
      assertThat(proved.height()).isEqualTo(block.height());
      assertThat(proved.confirmations()).isEqualTo(6);
      assertThat(proved.isByWork()).isTrue();
    }
  }

  @Test
  void finalityIsThatOfTheBlock() {
    assertThat(prove(chain.tip().ids().getFirst(), 6).finality()).isEqualTo(Finality.LATEST);
    assertThat(prove(chain.at(155).ids().getFirst(), 6).finality()).isEqualTo(Finality.SAFE);
    assertThat(prove(chain.at(60).ids().getFirst(), 6).finality()).isEqualTo(Finality.FINALIZED);
  }

  @Test
  void anOldBlockIsTheChainsIfEnoughNodesSaySo() {
    Hash256 txid = chain.at(11).ids().getLast();
    ProvedTransaction proved = prove(txid, 30);
    assertThat(proved.isByWork()).isFalse();
    assertThat(proved.inclusion().confirmations()).isEqualTo(31);
    assertThat(proved.confirmations()).isEqualTo(151);
    assertThat(proved.finality()).isEqualTo(Finality.FINALIZED);
    var _ = served.server("a").becomes(Fault.FAILING);
    var _ = served.server("b").becomes(Fault.FAILING);
    assertThat(failure(txid).getMessage()).contains("too few nodes say that the chain has block");
  }

  @Test
  void whatNobodyHasIsNotThere() {
    assertThat(failure(Hash256.of(new byte[] {1})).fault()).isEqualTo(NodeFault.BEHIND);
  }

  @Test
  void aTransactionOfABlockThatLostIsNotThere() {
    MinedChain lost = chain.fork(159).mine(SALT, List.of(1L, 2L));
    var _ = served.server("a").has(lost);
    served.round();
    NodeException why = failure(lost.tip().ids().getLast());
    assertThat(why.fault()).isEqualTo(NodeFault.BEHIND);
  }

  @Test
  void whoChangesWhatItShowsIsPassedOver() {
    var _ = served.server("a").becomes(Fault.CHANGED_HEADER);
    var _ = served.server("c").becomes(Fault.CHANGED_HEADER);
    Hash256 txid = chain.at(150).ids().getFirst();
    assertThat(prove(txid, 6).inclusion().block()).isEqualTo(chain.at(150).hash());
  }

  @Test
  void theMainNetworksOwnTransactionIsProved() throws Exception {
    Block first =
        RecordedBlock.all()
            .filter(block -> block.network().equals(Network.MAINNET) && block.height() == 1)
            .map(RecordedBlock::block)
            .findFirst()
            .orElseThrow();
    served.close();
    String genesis = "0:000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";
    served =
        new ServedChain(
            MinedChain.of(Network.MAINNET, List.of(first)), Map.of("checkpoint", genesis));
    ProvedTransaction proved = prove(first.coinbase().txid(), 6);
    assertThat(proved.inclusion().block())
        .hasToString("00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048");
    assertThat(proved.inclusion().claim().network()).isEqualTo(Network.MAINNET);
  }
}
