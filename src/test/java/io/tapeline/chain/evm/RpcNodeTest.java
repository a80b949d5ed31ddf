package io.tapeline.chain.evm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.ChainNode;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.evm.FaultyNode.Fault;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.BlockWindow;
import io.tapeline.chain.follow.Branch;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Following;
import io.tapeline.chain.follow.Head;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a node does, an ask ends in blocks that hold or in what is wrong with it. */
class RpcNodeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BLOCKS = 100;

  private static Anvil anvil;
  private static FaultyNode faulty;

  private final Vertx vertx = Vertx.vertx();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
    anvil = Anvil.start().mine(BLOCKS);
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

  /** The pool of a chain whose nodes are at these addresses, and are named a, b and so on. */
  private NodePool<EvmNode> pool(Map<String, String> more, String... urls) {
    return pool(Clock.systemUTC(), more, urls);
  }

  private NodePool<EvmNode> pool(Clock clock, Map<String, String> more, String... urls) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.local.kind", "evm");
    settings.put("tapeline.chains.local.chain-id", Integer.toString(Anvil.CHAIN_ID));
    for (int i = 0; i < urls.length; i++) {
      String node = "tapeline.chains.local.nodes." + (char) ('a' + i);
      settings.put(node + ".url", urls[i]);
      settings.put(node + ".timeout", "1s");
      settings.put(node + ".max-answer-bytes", "100000");
      settings.put(node + ".calls-per-second", "1000");
    }
    settings.putAll(more);
    return new ConfiguredChains(
            Configs.of(ChainsConfig.class, settings),
            TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "200ms")),
            vertx,
            clock)
        .findEvm("local")
        .orElseThrow()
        .nodes();
  }

  private static Clock clock(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  private static NodeException failure(Uni<?> asked) {
    return (NodeException) catchThrowable(() -> await(asked));
  }

  private static BlockRef block(NodePool<EvmNode> pool, long number) {
    return await(pool.any(node -> node.block(number)));
  }

  @Test
  void aRealNodesHeadAndBlocksAreReadAndTheirHashesHold() throws Exception {
    NodePool<EvmNode> pool = pool(Map.of(), anvil.url());
    Head head = await(pool.any(ChainNode::head));
    assertThat(head.latest().number()).isEqualTo(BLOCKS);
    assertThat(head.latest().hash().toString())
        .isEqualTo(anvil.ask("eth_getBlockByNumber", "latest", false).path("hash").asText());
    assertThat(head.lagBlocks(Finality.SAFE)).contains(32L);
    assertThat(head.lagBlocks(Finality.FINALIZED)).contains(64L);
    List<BlockRef> last = await(pool.any(node -> node.blocks(new BlockRange(90, BLOCKS))));
    assertThat(new Branch(last).tip()).isEqualTo(head.latest());
    assertThat(block(pool, 95)).isEqualTo(last.get(5));
    BlockRef byHash = await(pool.any(node -> node.block(last.get(3).hash())));
    assertThat(byHash).isEqualTo(last.get(3));
    NodeState state = pool.states().getFirst();
    assertThat(state.works()).isTrue();
    assertThat(state.latency()).isPositive();
  }

  @Test
  void blocksThatItHasNotAreSaidToBeAhead() {
    NodePool<EvmNode> pool = pool(Map.of(), anvil.url());
    assertThat(failure(pool.any(node -> node.block(1_000_000))).fault())
        .isEqualTo(NodeFault.BEHIND);
    assertThat(failure(pool.any(node -> node.block(Hash.of("11".repeat(32))))).fault())
        .isEqualTo(NodeFault.BEHIND);
    assertThat(failure(pool.any(node -> node.blocks(new BlockRange(95, BLOCKS + 1)))).fault())
        .isEqualTo(NodeFault.BEHIND);
  }

  @Test
  void aNodeThatTakesNoBatchesIsAskedOneByOne() {
    NodePool<EvmNode> pool =
        pool(Map.of("tapeline.chains.local.nodes.a.max-batch", "1"), faulty.url());
    var _ = faulty.asked();
    assertThat(await(pool.any(ChainNode::head)).lagBlocks(Finality.SAFE)).contains(32L);
    // each of the three says first whose chain it is, or the first alone does
    assertThat(faulty.asked()).isBetween(4, 6);
    assertThatThrownBy(() -> await(pool.any(node -> node.blocks(new BlockRange(1, 2)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SLOW|SLOW|it did not answer in time",
        "CUT_OFF|DOWN|there is no connection to it",
        "TRUNCATED|MALFORMED|the answer is no JSON, or ends early",
        "EMPTY|MALFORMED|the answer is empty",
        "HTML|MALFORMED|it answers with a page, not with JSON",
        "HUGE|TOO_LARGE|the answer is too long",
        "FAILING|DOWN|it answers with status 502",
        "LIMITED|LIMITED|it answers with status 429",
        "UNAVAILABLE|LIMITED|it answers with status 503",
        "RPC_LIMITED|LIMITED|it says: slow down (-32005)",
        "UNAUTHORIZED|REFUSED|it answers with status 401",
        "REDIRECTING|REFUSED|it answers with status 307",
        "OTHER_CHAIN|WRONG_CHAIN|it is a node of chain 1, not 31337",
        "OTHER_IDS|MALFORMED|it answers a call that was not made, or one twice",
        "ABSURD_NUMBER|ABSURD|number is no number below 2^63",
        "BARE_ERROR|ERROR|it says: no such method (-32601)",
        "NO_RESULT|MALFORMED|it answers one of many calls",
        "NUMBER|MALFORMED|the answer is no JSON object",
      })
  void whatIsWrongWithANodeIsSaid(Fault fault, NodeFault said, String detail) {
    NodePool<EvmNode> pool = pool(Map.of(), faulty.becomes(fault).url());
    NodeException why = failure(pool.any(node -> node.block(50)));
    assertThat(why.getMessage()).isEqualTo(detail);
    assertThat(why.fault()).isEqualTo(said);
    NodeState state = pool.states().getFirst();
    assertThat(requireNonNull(state.fault()).kind()).isEqualTo(said);
    assertThat(state.failures()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"LYING,ABSURD", "OTHER_BLOCK,ABSURD", "NO_RESULT,MALFORMED"})
  void aNodeThatSaidWhoseItIsIsNotBelievedMore(Fault fault, NodeFault said) {
    NodePool<EvmNode> pool = pool(Map.of(), faulty.url());
    assertThat(block(pool, 50).number()).isEqualTo(50);
    var _ = faulty.becomes(fault);
    assertThat(failure(pool.any(node -> node.block(50))).fault()).isEqualTo(said);
  }

  @Test
  void aNodeThatIsAskedTooMuchIsLeftAloneForAsLongAsItSays() {
    NodePool<EvmNode> pool = pool(Map.of(), faulty.becomes(Fault.LIMITED).url());
    assertThat(failure(pool.any(ChainNode::head)).retryAfter()).contains(Duration.ofSeconds(7));
    var _ = faulty.asked();
    var _ = faulty.becomes(Fault.NONE);
    NodeException why = failure(pool.any(ChainNode::head));
    assertThat(why.fault()).isEqualTo(NodeFault.LIMITED);
    assertThat(why.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(7));
    assertThat(faulty.asked()).isZero();
  }

  @Test
  void aNodeIsNotAskedMoreOftenThanItsLimitAndAnotherIsAskedInstead() {
    NodePool<EvmNode> pool =
        pool(
            Map.of("tapeline.chains.local.nodes.a.calls-per-second", "5"),
            faulty.url(),
            anvil.url());
    var _ = faulty.asked();
    for (int i = 0; i < 30; i++) {
      assertThat(block(pool, i).number()).isEqualTo(i);
    }
    assertThat(faulty.asked()).isLessThan(30);
    assertThat(pool.states().getLast().works()).isTrue();
  }

  @Test
  void whereTheFirstFailsTheNextIsAskedAndFromThenOnFirst() {
    NodePool<EvmNode> pool = pool(Map.of(), faulty.becomes(Fault.HTML).url(), anvil.url());
    assertThat(block(pool, 50).number()).isEqualTo(50);
    assertThat(requireNonNull(pool.states().getFirst().fault()).kind())
        .isEqualTo(NodeFault.MALFORMED);
    var _ = faulty.asked();
    assertThat(block(pool, 51).number()).isEqualTo(51);
    assertThat(faulty.asked()).isZero();
  }

  @Test
  void whereNobodyListensItIsDownAndIsLeftAloneAndComesBack() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    NodePool<EvmNode> down =
        pool(Map.of("tapeline.chains.local.nodes.a.timeout", "5s"), "http://127.0.0.1:" + port);
    assertThat(failure(down.any(ChainNode::head)).fault()).isEqualTo(NodeFault.DOWN);

    NodePool<EvmNode> pool = pool(Map.of(), faulty.becomes(Fault.FAILING).url());
    for (int i = 0; i < 5; i++) {
      assertThat(failure(pool.any(ChainNode::head)).fault()).isEqualTo(NodeFault.DOWN);
    }
    assertThat(failure(pool.any(ChainNode::head)).fault()).isEqualTo(NodeFault.RESTING);
    var _ = faulty.becomes(Fault.NONE);
    Thread.sleep(300);
    assertThat(await(pool.any(ChainNode::head)).latest().number()).isEqualTo(BLOCKS);
    assertThat(pool.states().getFirst().works()).isTrue();
  }

  @Test
  void anotherChainBehindAnAddressIsNoticedAfterAFailure() {
    NodePool<EvmNode> pool = pool(Map.of(), faulty.url());
    assertThat(block(pool, 50).number()).isEqualTo(50);
    var _ = faulty.becomes(Fault.FAILING);
    assertThat(failure(pool.any(node -> node.block(50))).fault()).isEqualTo(NodeFault.DOWN);
    var _ = faulty.becomes(Fault.OTHER_CHAIN);
    assertThat(failure(pool.any(node -> node.block(50))).fault()).isEqualTo(NodeFault.WRONG_CHAIN);
  }

  @Test
  void anotherChainAtTheSameAddressIsFoundWithoutAFailure() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    Clock clock = clock(now::get);
    NodePool<EvmNode> pool = pool(clock, Map.of(), faulty.url());
    assertThat(block(pool, 50).number()).isEqualTo(50);
    var _ = faulty.becomes(Fault.OTHER_CHAIN);
    assertThat(block(pool, 51).number()).isEqualTo(51);
    now.set(now.get().plusSeconds(61));
    assertThat(failure(pool.any(node -> node.block(50))).fault()).isEqualTo(NodeFault.WRONG_CHAIN);
  }

  @Test
  void aReorgOfTwelveBlocksIsSeen() throws Exception {
    try (Anvil own = Anvil.start().mine(40)) {
      NodePool<EvmNode> pool = pool(Map.of(), own.url());
      BlockWindow window = new BlockWindow(20);
      List<BlockRef> before = await(pool.any(node -> node.blocks(new BlockRange(21, 40))));
      assertThat(window.follow(new Branch(before))).isInstanceOf(Following.Extended.class);

      var _ = own.reorg(12);
      Branch branch = Branch.of(await(pool.any(ChainNode::head)).latest());
      Following following = window.follow(branch);
      while (following instanceof Following.Missing missing) {
        branch = branch.after(await(pool.any(node -> node.blocks(missing.blocks()))));
        following = window.follow(branch);
      }
      assertThat(following).isInstanceOf(Following.Reorganized.class);
      Following.Reorganized reorganized = (Following.Reorganized) following;
      assertThat(reorganized.orphaned()).isEqualTo(before.subList(8, 20).reversed());
      assertThat(reorganized.joined())
          .isEqualTo(await(pool.any(node -> node.blocks(new BlockRange(29, 40)))));
    }
  }
}
