package io.tapeline.chain.fee.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainNode;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.evm.FaultyNode;
import io.tapeline.chain.evm.TestChains;
import io.tapeline.chain.fee.FeeReport;
import io.tapeline.chain.fee.PaidInBlock;
import io.tapeline.chain.fee.gas.GasMarket;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fees of a chain of real nodes. */
class GasFeesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Vertx vertx;
  private static Anvil anvil;
  private static FaultyNode second;

  @BeforeAll
  static void start() throws Exception {
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    vertx = Vertx.vertx();
    anvil = Anvil.start().mine(30);
    second = new FaultyNode(anvil.url());
  }

  @AfterAll
  static void stop() {
    if (second != null) {
      second.close();
    }
    if (anvil != null) {
      anvil.close();
    }
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** In a block of its own, which is there then. */
  private static void pay(long gwei) throws Exception {
    String from = anvil.ask("eth_accounts").get(0).asText();
    JsonNode hash =
        anvil.ask(
            "eth_sendTransaction",
            Map.of(
                "from",
                from,
                "to",
                "0x00000000000000000000000000000000000000ff",
                "value",
                "0x1",
                "maxFeePerGas",
                hex(100 * 1_000_000_000L),
                "maxPriorityFeePerGas",
                hex(gwei * 1_000_000_000L)));
    while (anvil.ask("eth_getTransactionReceipt", hash).isNull()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  private static EvmChain chain(String... urls) {
    return TestChains.local(vertx, Map.of(), urls);
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  private static BlockRef head(EvmChain chain) {
    Head head = await(chain.nodes().any(ChainNode::head));
    return head.latest();
  }

  @Test
  void whatWasPaidAndTheNextBaseFeeAreThoseOfTheChain() throws Exception {
    EvmChain chain = chain(anvil.url(), second.url());
    GasSurvey survey = new GasSurvey(chain);
    for (int i = 1; i <= 5; i++) {
      pay(i);
    }
    BlockRef head = head(chain);
    GasMarket market = await(survey.behind(head, 5));
    FeeReport report = market.report(5);
    assertThat(report.by()).containsExactlyInAnyOrder("a", "b");
    assertThat(report.history()).hasSize(5);
    assertThat(report.history().stream().map(each -> each.paid().get(50)))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(
            BigDecimal.valueOf(1),
            BigDecimal.valueOf(2),
            BigDecimal.valueOf(3),
            BigDecimal.valueOf(4),
            BigDecimal.valueOf(5));
    for (PaidInBlock paid : report.history()) {
      String base =
          anvil
              .ask("eth_getBlockByNumber", hex(paid.block().number()), false)
              .path("baseFeePerGas")
              .asText();
      assertThat(requireNonNull(paid.base()).movePointRight(9).toBigIntegerExact())
          .isEqualTo(new BigInteger(base.substring(2), 16));
    }
    var _ = anvil.mine(1);
    BigInteger next =
        number(anvil.ask("eth_getBlockByNumber", "latest", false).path("baseFeePerGas").asText());
    assertThat(requireNonNull(report.nextBase()).movePointRight(9).toBigIntegerExact())
        .isEqualTo(next);
    assertThat(report.nextBlobBase()).isEqualByComparingTo(new BigDecimal(BigInteger.ONE, 9));
    assertThat(report.suggestions().get(1).priority()).isEqualByComparingTo("3");

    // the same block again is not asked for again
    var _ = second.asked();
    assertThat(await(survey.behind(head, 20))).isSameAs(market);
    assertThat(second.asked()).isZero();
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex.substring(2), 16);
  }

  @Test
  void aBlockThatWasTakenBackHasNoFees() throws Exception {
    EvmChain chain = chain(anvil.url());
    GasSurvey survey = new GasSurvey(chain);
    pay(2);
    BlockRef before = head(chain);
    var _ = anvil.reorg(3);
    assertThatThrownBy(() -> await(survey.behind(before, 5)))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("other blocks than those agreed on");
    BlockRef now = head(chain);
    FeeReport report = await(survey.behind(now, 5)).report(5);
    assertThat(report.block()).isEqualTo(now);
  }

  @Test
  void tooFewThatSayItAreNotBelieved() throws Exception {
    EvmChain chain = chain(anvil.url(), second.url());
    GasSurvey survey = new GasSurvey(chain);
    BlockRef head = head(chain);
    var _ = second.becomes(FaultyNode.Fault.HTML);
    try {
      assertThatThrownBy(() -> await(survey.behind(head, 5)))
          .isInstanceOf(NodeException.class)
          .hasMessage("1 of its 2 nodes say it of the blocks that are agreed on, and 2 must");
    } finally {
      var _ = second.becomes(FaultyNode.Fault.NONE);
    }
    assertThat(await(survey.behind(head, 5)).report(5).by()).hasSize(2);
  }

  @Test
  void whoIsSlowIsNotWaitedForOnceEnoughSayIt() throws Exception {
    try (FaultyNode slow = new FaultyNode(anvil.url())) {
      EvmChain chain =
          TestChains.local(
              vertx,
              Map.of("tapeline.chains.local.nodes.c.timeout", "10s"),
              anvil.url(),
              second.url(),
              slow.url());
      GasSurvey survey = new GasSurvey(chain);
      BlockRef head = head(chain);
      var _ = slow.becomes(FaultyNode.Fault.SLOW);
      // from then on it is known to be slow, and headers are asked for elsewhere
      var _ = await(chain.nodes().all(ChainNode::head));
      long began = System.nanoTime();
      assertThat(await(survey.behind(head, 5)).report(5).by()).containsExactlyInAnyOrder("a", "b");
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("less than the slow one takes")
          .isLessThan(Duration.ofMillis(2_500));
    }
  }
}
