package io.tapeline.sandbox.chain.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Following;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switches, as the service sees what they do: it follows the three nodes. */
class ChainSwitchesTest {

  private static final int ROUNDS = 5;

  private final ChainSandbox sandbox = new ChainSandbox();
  private final List<Following> heard = new ArrayList<>();
  private final EvmChain chain =
      sandbox.followed(
          Map.of(
              "tapeline.chains.sandbox.nodes.a.timeout", "2s",
              "tapeline.chains.sandbox.nodes.b.timeout", "2s",
              "tapeline.chains.sandbox.nodes.c.timeout", "2s"));
  private final HeadTracker tracker =
      new HeadTracker(chain.followed(), InstantSource.system(), heard::add);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private TrackedChain round() {
    return tracker.round().await().atMost(Duration.ofSeconds(30));
  }

  /** The chain is made the first time, which may take longer than a node may. */
  private BlockRef begin() throws Exception {
    assertThat(sandbox.result("eth_blockNumber").asText()).startsWith("0x");
    return latest();
  }

  private BlockRef latest() {
    return requireNonNull(round().head()).latest();
  }

  private NodeState state(String node) {
    return chain.nodes().states().stream()
        .filter(each -> each.name().equals(node))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aReorgIsFollowedWithWhatWentAndWhatCame() throws Exception {
    BlockRef before = begin();
    sandbox.fault("\"fault\":\"reorg\",\"depth\":12");
    sandbox.passSeconds(24);
    BlockRef after = latest();
    assertThat(after.number()).isEqualTo(before.number() + 2);
    assertThat(heard.getLast())
        .isInstanceOfSatisfying(
            Following.Reorganized.class,
            reorg -> {
              assertThat(reorg.orphaned()).hasSize(12).startsWith(before);
              assertThat(reorg.joined()).hasSize(14).endsWith(after);
            });
    assertThat(tracker.state().by()).containsExactlyInAnyOrder("a", "b", "c");
    sandbox.fault("\"fault\":\"reorg\",\"depth\":1");
    assertThat(latest().number()).isEqualTo(after.number());
    assertThat(tracker.state().reorgs()).isEqualTo(2);
    assertThat(tracker.state().deepestReorg()).isEqualTo(12);
  }

  @Test
  void aLiarIsSetAsideAndTakenBackWhenItsTimeIsOver() throws Exception {
    BlockRef before = begin();
    sandbox.fault("\"node\":\"b\",\"fault\":\"lie\",\"blocks\":8,\"for_ms\":600000");
    for (int i = 0; i < ROUNDS; i++) {
      sandbox.passSeconds(12);
      assertThat(latest().number()).isEqualTo(before.number() + i + 1);
    }
    assertThat(String.valueOf(state("b").aside())).contains("others agree on");
    assertThat(heard).noneMatch(Following.Reorganized.class::isInstance);
    sandbox.passSeconds(600);
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(latest().number()).isEqualTo(before.number() + ROUNDS + 50);
    }
    assertThat(state("b").aside()).isNull();
  }

  @Test
  void whatIsForgedIsRefusedSinceHashesDoNotHold() throws Exception {
    BlockRef before = begin();
    sandbox.fault("\"node\":\"a\",\"fault\":\"forge\",\"for_ms\":600000");
    sandbox.passSeconds(12);
    assertThat(latest().number()).isEqualTo(before.number() + 1);
    assertThat(tracker.state().by()).containsExactlyInAnyOrder("b", "c");
    assertThat(String.valueOf(state("a").fault())).contains("its header has the hash");
    String account = sandbox.result("eth_getBlockByNumber", "latest", false).path("miner").asText();
    assertThat(sandbox.ask("a", "eth_getBalance", account, "latest"))
        .isNotEqualTo(sandbox.ask("b", "eth_getBalance", account, "latest"));
  }

  @Test
  void aNodeThatLagsHoldsNobodyUp() throws Exception {
    BlockRef before = begin();
    sandbox.fault("\"node\":\"c\",\"fault\":\"lag\",\"blocks\":5,\"for_ms\":60000");
    assertThat(latest()).isEqualTo(before);
    assertThat(tracker.state().by()).doesNotContain("c");
    assertThat(sandbox.ask("c", "eth_blockNumber").path("result").asText())
        .isEqualTo("0x" + Long.toHexString(before.number() - 5));
    assertThat(sandbox.sandbox().get("/sandbox/faults").body()).contains("\"blocks\":5");
    assertThat(sandbox.sandbox().delete("/sandbox/faults").statusCode()).isEqualTo(204);
    assertThat(round().by()).contains("c");
  }

  @ParameterizedTest
  @CsvSource({"error,DOWN", "html,MALFORMED", "limit,LIMITED", "silent,SLOW"})
  void aNodeThatFailsIsToldByWhatItDoes(String fault, String kind) throws Exception {
    BlockRef before = begin();
    sandbox.fault("\"node\":\"b\",\"fault\":\"" + fault + "\",\"for_ms\":60000");
    // who is slow is not waited for, so what is wrong with it is known later
    for (int i = 0; i < 100 && state("b").fault() == null; i++) {
      assertThat(latest()).isEqualTo(before);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(requireNonNull(state("b").fault()).kind().name()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"chain\":\"ethereum\",\"fault\":\"reorg\",\"depth\":1} | /chain",
        "{\"chain\":\"sandbox-ethereum\",\"fault\":\"reorg\",\"depth\":501} | /depth",
        "{\"chain\":\"sandbox-ethereum\",\"fault\":\"flood\",\"for_ms\":5} | /fault",
        "{\"chain\":\"sandbox-ethereum\",\"fault\":\"lag\",\"for_ms\":5} | /blocks",
        "{\"chain\":\"sandbox-ethereum\",\"fault\":\"error\"} | /for_ms",
        "{\"chain\":\"sandbox-ethereum\",\"fault\":\"error\",\"for_ms\":5,\"node\":\"z\"} | /node"
      })
  void aBadFaultIsRefusedByName(String body, String pointer) throws Exception {
    var answer = sandbox.sandbox().post("/sandbox/faults", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
  }
}
