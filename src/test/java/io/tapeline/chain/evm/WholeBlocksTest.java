package io.tapeline.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks come with all that their headers commit to, from one node or the next, or not at all. */
class WholeBlocksTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SENDER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
  private static final int TRANSACTIONS = 12;

  private static Anvil anvil;
  private static FaultyNode faulty;
  private static Hash hash;

  private final Vertx vertx = Vertx.vertx();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    anvil = Anvil.start("--no-mining");
    anvil.transfers(TRANSACTIONS).mine(1);
    hash = Hash.of(anvil.ask("eth_getBlockByNumber", "0x1", false).path("hash").asText());
    faulty = new FaultyNode(anvil.url());
  }

  @AfterAll
  static void stop() {
    if (faulty != null) {
      faulty.close();
    }
    if (anvil != null) {
      anvil.close();
    }
  }

  @AfterEach
  void close() {
    var _ = faulty.becomes(Fault.NONE);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private NodePool<EvmNode> pool(Map<String, String> more, String... urls) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("tapeline.chains.local.chain-id", Integer.toString(Anvil.CHAIN_ID));
    for (int i = 0; i < urls.length; i++) {
      settings.put("tapeline.chains.local.nodes." + (char) ('a' + i) + ".url", urls[i]);
    }
    return new ConfiguredChains(
            Configs.of(ChainsConfig.class, settings),
            TestUpstreams.of(Map.of()),
            vertx,
            Clock.systemUTC())
        .findEvm("local")
        .orElseThrow()
        .nodes();
  }

  private static Uni<FullBlock> ask(NodePool<EvmNode> pool, Hash which) {
    return pool.any(node -> node.fullBlock(which));
  }

  private static FullBlock read(NodePool<EvmNode> pool) {
    return ask(pool, hash).await().atMost(PATIENCE);
  }

  @Test
  void aRealNodesBlockIsReadWithTransactionsSendersAndReceipts() throws Exception {
    FullBlock block = read(pool(Map.of(), anvil.url()));
    assertThat(block.hash()).isEqualTo(hash);
    assertThat(block.transactions()).hasSize(TRANSACTIONS);
    assertThat(block.receipts()).hasSize(TRANSACTIONS);
    assertThat(block.receipts().getLast().cumulativeGas()).isEqualTo(21_000L * TRANSACTIONS);
    assertThat(block.header().gasUsed()).isEqualTo(21_000L * TRANSACTIONS);
    JsonNode said = anvil.ask("eth_getBlockByNumber", "0x1", true).path("transactions");
    for (int i = 0; i < TRANSACTIONS; i++) {
      FullBlock.Sent sent = block.transactions().get(i);
      assertThat(sent.from().toString()).isEqualToIgnoringCase(SENDER);
      assertThat(sent.hash().toString()).isEqualTo(said.path(i).path("hash").asText());
    }
  }

  @Test
  void aNodeThatHasNotTheReceiptsOfABlockAtOnceIsAskedForEachAndRemembered() {
    NodePool<EvmNode> pool =
        pool(
            Map.of("tapeline.chains.local.nodes.a.max-batch", "5"),
            faulty.becomes(Fault.NO_BLOCK_RECEIPTS).url());
    var _ = faulty.asked();
    assertThat(read(pool).receipts()).hasSize(TRANSACTIONS);
    // the block with the method it has not, then receipts of 12 transactions by five
    assertThat(faulty.asked()).isEqualTo(4);
    assertThat(read(pool).receipts()).hasSize(TRANSACTIONS);
    assertThat(faulty.asked()).isEqualTo(4);
  }

  @Test
  void receiptsBeyondItsCallsInASecondAreWaitedFor() {
    NodePool<EvmNode> pool =
        pool(
            Map.of(
                "tapeline.chains.local.nodes.a.max-batch", "2",
                "tapeline.chains.local.nodes.a.calls-per-second", "8"),
            faulty.becomes(Fault.NO_BLOCK_RECEIPTS).url());
    assertThat(read(pool).receipts()).hasSize(TRANSACTIONS);
  }

  @Test
  void aNodeThatTakesNoBatchesIsAskedOneAfterTheOther() {
    NodePool<EvmNode> pool =
        pool(Map.of("tapeline.chains.local.nodes.a.max-batch", "1"), anvil.url());
    assertThat(read(pool).transactions()).hasSize(TRANSACTIONS);
  }

  @Test
  void aBlockThatItHasNotIsSaidToBeAhead() {
    Throwable why =
        catchThrowable(
            () ->
                ask(pool(Map.of(), anvil.url()), Hash.of("11".repeat(32)))
                    .await()
                    .atMost(PATIENCE));
    assertThat(((NodeException) why).fault()).isEqualTo(NodeFault.BEHIND);
  }

  /** It is a matter of the chain, and nodes are asked for heads all the same. */
  @Test
  void aTypeThatIsNotKnownIsNamedAndIsNoFaultOfTheNode() {
    NodePool<EvmNode> pool = pool(Map.of(), faulty.becomes(Fault.OTHER_TYPE).url());
    Throwable why = catchThrowable(() -> read(pool));
    assertThat(why).hasMessageContaining("has type 0x64, which is not known here");
    assertThat(((NodeException) why).fault()).isEqualTo(NodeFault.UNABLE);
    assertThat(pool.states().getFirst().failures()).isZero();
    assertThat(pool.states().getFirst().fault()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "LYING, ABSURD, its header has the hash",
    "OTHER_RECEIPTS, ABSURD, receipts of block 1 have the root",
    "OTHER_TRANSACTIONS, ABSURD, block 1 has 11 transactions and 12 receipts",
    "OTHER_WITHDRAWALS, ABSURD, withdrawals of block 1 have the root",
    "TRUNCATED, MALFORMED, ends early",
    "HTML, MALFORMED, a page",
  })
  void whatDoesNotFollowFromTheHashIsRefusedAndAnotherIsAsked(
      Fault fault, NodeFault said, String detail) {
    Throwable why = catchThrowable(() -> read(pool(Map.of(), faulty.becomes(fault).url())));
    assertThat(why).hasMessageContaining(detail);
    assertThat(((NodeException) why).fault()).isEqualTo(said);
    assertThat(read(pool(Map.of(), faulty.url(), anvil.url())).hash()).isEqualTo(hash);
  }
}
