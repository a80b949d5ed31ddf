package io.tapeline.chain.bitcoin.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.bitcoin.node.BitcoinNodes;
import io.tapeline.chain.bitcoin.node.MinedBlock;
import io.tapeline.chain.bitcoin.node.MinedChain;
import io.tapeline.chain.bitcoin.node.NodeServer;
import io.tapeline.chain.bitcoin.node.NodeServer.Fault;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Following;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.spv.RecordedBlock;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.follow.TrustedBase;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.Landmark;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets: a and b speak Bitcoin Core's JSON-RPC, c is an explorer. */
class WorkTrackerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SALT = 1;
  private static final int OTHER = 2;

  private final Vertx vertx = Vertx.vertx();
  private final MinedChain chain = MinedChain.regtest().mine(120, SALT);
  private final List<Following> heard = new ArrayList<>();
  private final Map<String, NodeServer> servers = new HashMap<>();
  private @Nullable BitcoinChain followed;

  @BeforeAll
  static void context() {
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
  }

  @AfterEach
  void close() {
    servers.values().forEach(NodeServer::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private NodeServer server(String name) {
    return requireNonNull(servers.get(name));
  }

  private WorkTracker tracker(Map<String, String> more) {
    return tracker(chain, more);
  }

  private WorkTracker tracker(MinedChain served, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.btc.kind", "bitcoin");
    settings.put("tapeline.chains.btc.network", served.network().name());
    for (String name : List.of("a", "b", "c")) {
      try {
        servers.put(name, new NodeServer(served));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      String node = "tapeline.chains.btc.nodes." + name;
      boolean isExplorer = name.equals("c");
      settings.put(node + ".url", isExplorer ? server(name).esplora() : server(name).rpc());
      settings.put(node + ".api", isExplorer ? "esplora" : "rpc");
      settings.put(node + ".timeout", "1s");
      settings.put(node + ".calls-per-second", "100000");
      settings.put(node + ".max-answer-bytes", "150000");
    }
    settings.putAll(more);
    ConfiguredBitcoin bitcoin =
        new ConfiguredBitcoin(
            Configs.of(ChainsConfig.class, settings),
            new BitcoinNodes(
                TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "200ms")),
                vertx,
                Clock.systemUTC()),
            Clock.systemUTC());
    followed = bitcoin.bitcoin().getFirst();
    return (WorkTracker) bitcoin.tracker(bitcoin.all().getFirst(), Clock.systemUTC(), heard::add);
  }

  private static TrackedChain round(WorkTracker tracker) {
    return tracker.round().await().atMost(PATIENCE);
  }

  private static TrackedChain rounds(WorkTracker tracker, int count) {
    TrackedChain last = round(tracker);
    for (int i = 1; i < count; i++) {
      last = round(tracker);
    }
    return last;
  }

  private static NodeState node(WorkTracker tracker, String name) {
    return tracker.chain().nodes().states().stream()
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Head head(TrackedChain state) {
    return requireNonNull(state.head());
  }

  private static void assertIs(BlockRef block, MinedBlock mined) {
    assertThat(block.number()).isEqualTo(mined.height());
    assertThat(block.hash()).hasToString("0x" + mined.hash());
  }

  @Test
  void nodesOfBothKindsAreFollowedAndFinalityIsByDepth() {
    WorkTracker tracker = tracker(Map.of());
    TrackedChain state = round(tracker);
    assertThat(state.problem()).isNull();
    assertThat(state.by()).containsExactlyInAnyOrder("a", "b", "c");
    assertIs(head(state).latest(), chain.tip());
    assertIs(requireNonNull(head(state).safe()), chain.at(115));
    assertIs(requireNonNull(head(state).finalized()), chain.at(21));
    var _ = chain.mine(3, SALT);
    assertIs(head(round(tracker)).latest(), chain.at(123));
    assertThat(heard).hasSize(124);
  }

  @Test
  void theExplorerAloneIsEnoughToReadHeaders() {
    WorkTracker tracker = tracker(Map.of("tapeline.chains.btc.quorum", "1"));
    var _ = server("a").becomes(Fault.FAILING);
    var _ = server("b").becomes(Fault.HTML);
    TrackedChain state = round(tracker);
    assertIs(head(state).latest(), chain.tip());
    assertThat(state.by()).containsExactly("c");
  }

  @Test
  void theMostWorkWinsThoughOneNodeAloneHasIt() {
    WorkTracker tracker = tracker(Map.of());
    var _ = round(tracker);
    MinedChain longer = chain.fork(118).mine(4, OTHER);
    var _ = server("c").has(longer);
    heard.clear();
    TrackedChain state = round(tracker);
    assertIs(head(state).latest(), longer.tip());
    assertThat(state.by()).containsExactly("c");
    assertThat(state.reorgs()).isOne();
    assertThat(state.deepestReorg()).isEqualTo(2);
    Following.Reorganized reorganized = (Following.Reorganized) heard.getFirst();
    assertIs(reorganized.orphaned().getFirst(), chain.tip());
    // two of three have the chain up to block 118 alone, so nothing after it is safe
    assertIs(requireNonNull(head(state).safe()), longer.at(117));
    var _ = server("a").has(longer);
    var _ = server("b").has(longer);
    assertThat(round(tracker).by()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(state.problem()).isNull();
  }

  @Test
  void equalWorkLeavesWhatWasFirst() {
    WorkTracker tracker = tracker(Map.of());
    var _ = round(tracker);
    var _ = server("b").has(chain.fork(119).mine(1, OTHER));
    TrackedChain state = rounds(tracker, 2 * Standing.ROUNDS);
    assertIs(head(state).latest(), chain.tip());
    assertThat(state.by()).containsExactlyInAnyOrder("a", "c");
    assertThat(node(tracker, "b").works()).isTrue();
  }

  @Test
  void whoStaysOnABranchWithLessWorkIsSetAsideAndTakenBack() {
    WorkTracker tracker = tracker(Map.of());
    var _ = round(tracker);
    var _ = server("b").has(chain.fork(110).mine(3, OTHER));
    TrackedChain state = rounds(tracker, Standing.ROUNDS);
    assertThat(node(tracker, "b").aside())
        .isEqualTo("it is on a branch with less work since block 111");
    assertThat(state.problem()).isNull();
    assertThat(state.by()).containsExactlyInAnyOrder("a", "c");
    var _ = server("b").has(chain);
    var _ = rounds(tracker, Standing.ROUNDS);
    assertThat(node(tracker, "b").works()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"too_little_work", "wrong_target", "time_too_old"})
  void whoOffersAHeaderThatBreaksARuleIsSetAsideAtOnce(String rule) {
    WorkTracker tracker = tracker(Map.of());
    var _ = round(tracker);
    MinedChain lie = chain.fork(120);
    MinedChain broken =
        switch (rule) {
          case "too_little_work" -> lie.mineWithoutWork();
          case "wrong_target" -> lie.mineWithBits(CompactTarget.parse("207ffffe"));
          default -> lie.mineInThePast();
        };
    for (String liar : List.of("a", "c")) {
      var _ = server(liar).has(broken.mine(3, OTHER));
    }
    TrackedChain state = round(tracker);
    assertIs(head(state).latest(), chain.tip());
    assertThat(node(tracker, "a").aside()).contains("for number 121 breaks a rule (" + rule + ")");
    assertThat(node(tracker, "c").aside()).contains(rule);
    assertThat(node(tracker, "b").works()).isTrue();
    assertThat(state.problem()).isEqualTo("1 of its 3 nodes say where it is, and 2 must.");
    assertThat(tracker.best().orElseThrow().head().hash()).isEqualTo(chain.tip().hash());
  }

  @ParameterizedTest
  @CsvSource({
    "SLOW,SLOW",
    "CUT_OFF,DOWN",
    "TRUNCATED,MALFORMED",
    "EMPTY,MALFORMED",
    "HTML,MALFORMED",
    "HUGE,TOO_LARGE",
    "FAILING,DOWN",
    "LIMITED,LIMITED",
    "UNAUTHORIZED,REFUSED",
    "OTHER_NETWORK,WRONG_CHAIN",
    "ABSURD_NUMBER,ABSURD",
    "CHANGED_HEADER,ABSURD",
  })
  void whatIsWrongWithANodeIsSaidAndTheRestGoOn(Fault fault, NodeFault said) {
    WorkTracker tracker = tracker(Map.of());
    var _ = server("b").becomes(fault);
    var _ = server("c").becomes(fault);
    TrackedChain first = round(tracker);
    assertThat(first.head()).isNull();
    assertThat(first.problem()).isNotNull();
    for (String name : List.of("b", "c")) {
      assertThat(requireNonNull(node(tracker, name).fault(), name).kind()).as(name).isEqualTo(said);
    }
    var _ = server("c").becomes(Fault.NONE);
    TrackedChain state = untilWhole(tracker);
    assertIs(head(state).latest(), chain.tip());
    assertThat(state.by()).containsExactlyInAnyOrder("a", "c");
    assertThat(state.problem()).isNull();
  }

  /** One that asked to be left alone is, for as long as it said. */
  private TrackedChain untilWhole(WorkTracker tracker) {
    TrackedChain state = round(tracker);
    for (int i = 0; i < 100 && (state.head() == null || state.by().size() < 2); i++) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      state = round(tracker);
    }
    return state;
  }

  @Test
  void aLongChainBeginsWithAPeriodThatNodesAgreeOn() {
    MinedChain longer = MinedChain.regtest().mine(2_200, SALT);
    WorkTracker tracker = tracker(longer, Map.of());
    var _ = server("b").has(MinedChain.regtest().mine(2_150, OTHER));
    TrackedChain state = round(tracker);
    while (tracker.isOnItsWay()) {
      state = round(tracker);
    }
    assertIs(head(state).latest(), longer.tip());
    Following.Extended first = (Following.Extended) heard.getFirst();
    assertIs(first.joined().getFirst(), longer.at(2_016));
    assertThat(node(tracker, "b").aside()).isEqualTo("it has another block 2100");
  }

  @Test
  void theCheckpointIsOnTheChain() {
    String given = "100:" + chain.at(100).hash();
    WorkTracker tracker = tracker(Map.of("tapeline.chains.btc.checkpoint", given));
    assertIs(head(round(tracker)).latest(), chain.tip());
    assertIs(((Following.Extended) heard.getFirst()).joined().getFirst(), chain.at(100));
  }

  @Test
  void noChainWithoutTheCheckpointIsBelieved() {
    String given = "100:" + chain.fork(99).mine(1, OTHER).tip().hash();
    WorkTracker tracker = tracker(Map.of("tapeline.chains.btc.checkpoint", given));
    TrackedChain state = round(tracker);
    assertThat(state.head()).isNull();
    assertThat(state.problem()).contains("its block 100 is not");
  }

  @Test
  void theMainNetworksOwnHeadersAreAccepted() {
    List<Block> first =
        RecordedBlock.all()
            .filter(block -> block.network().equals(Network.MAINNET) && block.height() == 1)
            .map(RecordedBlock::block)
            .toList();
    MinedChain mainnet = MinedChain.of(Network.MAINNET, first);
    String genesis = "0:" + Network.MAINNET.genesis().hash();
    TrackedChain state = round(tracker(mainnet, Map.of("tapeline.chains.btc.checkpoint", genesis)));
    assertThat(head(state).latest().hash())
        .hasToString("0x00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048");
    assertThat(state.by()).hasSize(3);
  }

  @Test
  void nodesOfTheMainNetworkMustHaveReachedTheBlockThatItIsKnownToHave() {
    MinedChain young = MinedChain.of(Network.MAINNET, List.of());
    TrackedChain state = round(tracker(young, Map.of()));
    assertThat(state.head()).isNull();
    assertThat(state.problem()).contains("have not reached block 840000");
  }

  @Test
  void whereAChainBeginsIsSaidByNodesThatHaveTheKnownBlockAndTookWorkForIt() {
    MinedChain longer = MinedChain.regtest().mine(2_200, SALT);
    var _ = tracker(longer, Map.of());
    // two of three have another past, and agree on where to begin
    MinedChain other = MinedChain.regtest().mine(2_200, OTHER);
    var _ = server("a").has(other);
    var _ = server("b").has(other);
    Landmark known = new Landmark(50, longer.at(50).header());
    assertThatThrownBy(() -> begin(known)).hasMessageContaining("do not agree on block");
    var _ = server("a").has(longer);
    assertThat(begin(known).header()).isEqualTo(longer.at(2_016).header());

    BlockHeader hard = longer.at(50).header();
    CompactTarget bits = CompactTarget.encode(Network.REGTEST.limit().shiftRight(4));
    Landmark harder =
        new Landmark(
            50,
            new BlockHeader(
                hard.version(),
                hard.previous(),
                hard.merkleRoot(),
                hard.timeSeconds(),
                bits,
                hard.nonce()));
    assertThat(harder.isTooEasy(longer.at(2_016).header())).isTrue();
    assertThat(known.isTooEasy(longer.at(2_016).header())).isFalse();
  }

  private TrustedBase begin(Landmark known) {
    BitcoinChain of = requireNonNull(followed);
    return new Beginning(Network.REGTEST, of.nodes(), of.followed().quorum(), null, known)
        .find(2_200, 100)
        .await()
        .atMost(PATIENCE);
  }

  @Test
  void aCookieIsReadAsItIsWhenItIsSent(@TempDir Path folder) throws IOException {
    Path cookie = folder.resolve(".cookie");
    WorkTracker tracker = tracker(Map.of("tapeline.chains.btc.nodes.a.cookie", cookie.toString()));
    var _ = round(tracker);
    assertThat(requireNonNull(node(tracker, "a").fault()).kind()).isEqualTo(NodeFault.REFUSED);
    for (String pair : List.of("__cookie__:one", "__cookie__:two")) {
      Files.writeString(cookie, pair);
      var _ = round(tracker);
      assertThat(server("a").authorization())
          .isEqualTo("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
    assertThat(node(tracker, "a").works()).isTrue();
  }

  @Test
  void credentialsAreSent() {
    WorkTracker tracker =
        tracker(
            Map.of(
                "tapeline.chains.btc.nodes.a.user", "u",
                "tapeline.chains.btc.nodes.a.password", "p"));
    var _ = round(tracker);
    assertThat(server("a").authorization()).isEqualTo("Basic dTpw");
    assertThat(server("b").authorization()).isNull();
  }
}
