package io.tapeline.chain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.Indexing;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.postgres.BlockStores;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.store.TestStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored becomes what the chain is, whatever happened meanwhile. */
class BlockRoundsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int REORG_BLOCKS = 20;

  private TestStores stores;
  private MadeNode node;
  private HeadTracker tracker;
  private BlockRounds rounds;

  @BeforeAll
  static void contexts() {
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
  }

  @BeforeEach
  void open() throws Exception {
    stores = TestStores.open();
    begin(new MadeNode(1, 1, 1), null);
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  /** A service that begins, on what is stored. */
  private void begin(MadeNode of, @Nullable Long from) {
    node = of;
    NodePool<EvmNode> pool = new NodePool<>(List.of(of), Clock.systemUTC());
    FollowedChain followed =
        new FollowedChain(
            "made", new ChainKind.Evm(1), pool, new Quorum(1), Duration.ofSeconds(1), REORG_BLOCKS);
    tracker = new HeadTracker(followed, Clock.systemUTC(), _ -> {});
    rounds =
        new BlockRounds(
            new EvmChain(followed, pool, List.of(), new Indexing(true, from, 7, 3)),
            tracker,
            BlockStores.of(stores),
            new ChainMeters(new SimpleMeterRegistry()));
  }

  private void follow() {
    do {
      tracker.round().await().atMost(PATIENCE);
      while (rounds.next().await().atMost(PATIENCE)) {
        // on
      }
    } while (tracker.isOnItsWay());
  }

  /** Hashes of stored blocks that are on the chain, ascending. */
  private List<Hash> stored() {
    return stores
        .rows("SELECT hash FROM chain_block WHERE withdrawn_at IS NULL ORDER BY number")
        .stream()
        .map(row -> Hash.of(row.getBuffer(0).getBytes()))
        .toList();
  }

  private List<Hash> chainFrom(int number) {
    List<FullBlock> all = node.chain();
    return all.subList(number, all.size()).stream().map(FullBlock::hash).toList();
  }

  private long withdrawn() {
    return stores
        .rows("SELECT count(*) FROM chain_block WHERE withdrawn_at IS NOT NULL")
        .getFirst()
        .getLong(0);
  }

  @Test
  void theFirstTimeItBeginsAtTheHead() {
    begin(new MadeNode(1, 2, 50), null);
    assertThat(rounds.next().await().atMost(PATIENCE)).isFalse();
    follow();
    node.extend(3);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(49));
    assertThat(rounds.backlog()).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void orWhereItIsToldTo() {
    begin(new MadeNode(1, 1, 700), 5L);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(5));
  }

  @Test
  void beforeTheChainIsThereItWaits() {
    begin(new MadeNode(1, 1, 10), 12L);
    follow();
    assertThat(stored()).isEmpty();
    node.extend(5);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(12));
  }

  @Test
  void aReorgTakesBackWhatIsGoneAndStoresWhatCameInstead() {
    begin(new MadeNode(1, 1, 50), 0L);
    follow();
    node.replace(12, 15, 2);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(0));
    assertThat(withdrawn()).isEqualTo(12);
    assertThat(
            stores.rows(
                """
                SELECT DISTINCT coalesce(withdrawn_at, recorded_at) FROM chain_block
                WHERE number >= 38
                """))
        .hasSize(1);
  }

  @Test
  void anotherServiceGoesOnWhereTheLastOneEndedAcrossAGapAndAReorg() {
    begin(new MadeNode(1, 1, 50), null);
    follow();
    node.extend(10);
    follow();
    MadeNode same = node.replace(8, 900, 2);
    begin(same, null);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(49));
    assertThat(withdrawn()).isEqualTo(8);
  }

  @Test
  void aReorgThatIsDeeperThanTheSettingIsFoundAllTheSame() {
    begin(new MadeNode(1, 1, 150), 0L);
    follow();
    node.replace(100, 130, 2);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(0));
    assertThat(withdrawn()).isEqualTo(100);
  }

  @Test
  void whereAnotherChainStandsThereAllIsTakenBack() {
    begin(new MadeNode(1, 1, 50), 40L);
    follow();
    begin(new MadeNode(2, 1, 60), 40L);
    follow();
    assertThat(stored()).isNotEmpty().isSubsetOf(chainFrom(0)).endsWith(chainFrom(59).getFirst());
    assertThat(withdrawn()).isEqualTo(10);
  }

  @Test
  void nodesThatAreBehindTakeNothingBack() {
    begin(new MadeNode(1, 1, 50), 30L);
    follow();
    MadeNode same = node;
    same.isBehind(10);
    begin(same, null);
    follow();
    assertThat(withdrawn()).isZero();
    same.isBehind(40);
    begin(same, null);
    tracker.round().await().atMost(PATIENCE);
    assertThatThrownBy(() -> rounds.next().await().atMost(PATIENCE))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("its nodes are behind the oldest block that is stored, 30");
    assertThat(withdrawn()).isZero();
    same.isBehind(0);
    same.extend(2);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(30));
    assertThat(withdrawn()).isZero();
  }

  @Test
  void blocksUpToTheFirstThatNobodyHasAreStoredAndTheOthersLater() {
    begin(new MadeNode(1, 1, 50), 0L);
    node.lacksFrom(31);
    tracker.round().await().atMost(PATIENCE);
    assertThatThrownBy(() -> rounds.next().await().atMost(PATIENCE))
        .isInstanceOf(NodeException.class);
    assertThat(stored()).isEqualTo(chainFrom(0).subList(0, 31));
    node.lacksFrom(Long.MAX_VALUE);
    follow();
    assertThat(stored()).isEqualTo(chainFrom(0));
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsLost(@TempDir Path folder) throws Exception {
    TestStores shared = stores;
    try (TestStores own = TestStores.open(folder)) {
      stores = own;
      begin(new MadeNode(1, 1, 50), 40L);
      follow();
      own.stopServer();
      node.replace(3, 30, 2);
      tracker.round().await().atMost(PATIENCE);
      assertThatThrownBy(() -> rounds.next().await().atMost(PATIENCE)).isNotNull();
      assertThat(rounds.backlog()).isEmpty();
      own.startServer();
      own.await(() -> works(own));
      follow();
      assertThat(stored()).isEqualTo(chainFrom(40));
      assertThat(withdrawn()).isEqualTo(3);
    } finally {
      stores = shared;
    }
  }

  private boolean works(TestStores own) {
    try {
      return own.count("chain_block") > 0;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Test
  void tenThousandBlocksAreFollowedInMemoryThatStaysAsItIs() {
    begin(new MadeNode(1, 2, 10_000), 0L);
    List<FullBlock> all = node.chain();
    long early = 0;
    tracker.round().await().atMost(PATIENCE);
    while (rounds.next().await().atMost(PATIENCE)) {
      if (early == 0 && rounds.backlog().orElse(0) < 8_000) {
        early = usedBytes();
      }
    }
    assertThat(usedBytes() - early).isLessThan(16 << 20);
    assertThat(stored()).isEqualTo(chainFrom(0)).hasSize(all.size());
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
