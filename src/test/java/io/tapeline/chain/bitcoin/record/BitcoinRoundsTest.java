package io.tapeline.chain.bitcoin.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.bitcoin.follow.ServedChain;
import io.tapeline.chain.bitcoin.node.MinedBlock;
import io.tapeline.chain.bitcoin.node.MinedChain;
import io.tapeline.chain.bitcoin.node.NodeServer.Fault;
import io.tapeline.chain.bitcoin.postgres.PgBitcoinReads;
import io.tapeline.chain.bitcoin.postgres.PgBitcoinStore;
import io.tapeline.chain.postgres.BlockStores;
import io.tapeline.chain.postgres.retention.PgEdgeStore;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.record.ChainEvent;
import io.tapeline.chain.retention.Edge;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.TestStores;
import io.tapeline.webhook.Reorg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored of a chain that nodes serve over sockets, in a real PostgreSQL. */
class BitcoinRoundsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SALT = 1;
  private static final int OTHER = 2;
  private static final String CHAIN = "btc";

  private final MinedChain chain =
      MinedChain.regtest().mine(30, SALT).mine(SALT, List.of(500L, 900L));
  private ServedChain served;
  private TestStores stores;
  private PgBitcoinStore store;
  private PgBitcoinReads reads;

  @BeforeAll
  static void context() {
    // the library's contexts are made by the first who asks; two at once fail
    assertThat(Uni.createFrom().item(1).await().indefinitely()).isEqualTo(1);
  }

  @BeforeEach
  void open() throws Exception {
    served = new ServedChain(chain);
    stores = TestStores.open();
    store = new PgBitcoinStore(stores.pool, stores.reads, stores.config);
    reads = new PgBitcoinReads(stores.pool, stores.reads);
  }

  @AfterEach
  void close() throws Exception {
    served.close();
    stores.close();
  }

  private BitcoinRounds rounds() {
    return new BitcoinRounds(
        served.tracker(), new FiguresSurvey(served.chain()), store, served.chain().nodes());
  }

  private static void all(BitcoinRounds rounds) {
    while (rounds.next().await().atMost(PATIENCE)) {
      // there is more to do
    }
  }

  private long now() {
    return RecordingClock.BLOCKS.horizon(stores.pool, Long.MAX_VALUE).await().atMost(PATIENCE);
  }

  private List<KeptBitcoinBlock> blocks(long asOf, boolean withWithdrawn) {
    return reads
        .list(
            new BlockQuery(
                CHAIN,
                0,
                Long.MAX_VALUE,
                Instant.EPOCH,
                Instant.parse("9999-01-01T00:00:00Z"),
                BlockQuery.Place.FIRST,
                withWithdrawn),
            asOf,
            1_000)
        .await()
        .atMost(PATIENCE);
  }

  private static void assertAre(List<KeptBitcoinBlock> kept, MinedChain mined) {
    assertThat(kept).hasSize(mined.blocks().size());
    for (KeptBitcoinBlock each : kept) {
      MinedBlock block = mined.at(each.block().number());
      assertThat(each.block().hash()).hasToString("0x" + block.hash());
      assertThat(each.figures().transactions()).isEqualTo(block.transactions().size());
    }
  }

  @Test
  void blocksAreStoredWithTheirFiguresAndAReorgTakesThemBack() {
    BitcoinRounds rounds = rounds();
    all(rounds);
    long before = now();
    assertAre(blocks(before, false), chain);
    KeptBitcoinBlock newest = blocks(before, false).getFirst();
    assertThat(requireNonNull(newest.figures().fees()).satoshi()).isEqualTo(1_400);
    assertThat(newest.revision()).isOne();

    MinedChain other = chain.fork(28).mine(5, OTHER);
    served.allHave(other);
    all(rounds);
    long after = now();
    assertAre(blocks(after, false), other);
    assertAre(blocks(before, false), chain);
    List<KeptBitcoinBlock> withdrawn = blocks(after, true);
    assertThat(withdrawn).hasSize(34 + 3);
    assertThat(withdrawn.stream().filter(each -> each.withdrawn() != null))
        .extracting(each -> each.block().number())
        .containsExactly(31L, 30L, 29L);
    assertThat(reads.height(CHAIN, before).await().atMost(PATIENCE)).contains(31L);
    assertThat(reads.height(CHAIN, after).await().atMost(PATIENCE)).contains(33L);
  }

  @Test
  void aReorgWhileItWasAwayIsSeenWhenItComesBack() {
    all(rounds());
    MinedChain other = chain.fork(25).mine(10, OTHER);
    served.allHave(other);
    all(rounds());
    assertAre(blocks(now(), false), other);
  }

  @Test
  void whatCameWhileItWasAwayForLongIsStoredAsWell() throws Exception {
    all(rounds());
    served.close();
    // more than is kept of the best chain, and the newest two that were stored have lost
    MinedChain longer = chain.fork(29).mine(300, OTHER);
    served = new ServedChain(longer);
    assertThat(served.tracker().best().orElseThrow().headers().getFirst().height())
        .isGreaterThan(32);
    all(rounds());
    assertAre(blocks(now(), false), longer);
    assertThat(reorgs()).singleElement().extracting(Reorg::depth).isEqualTo(2);
  }

  private List<Reorg> reorgs() {
    return BlockStores.reorgs(stores)
        .recorded(Instant.EPOCH, Instant.EPOCH.plusNanos(now()), 10)
        .await()
        .atMost(PATIENCE);
  }

  private List<ChainEvent> events(ChainEvent.Place behind) {
    return BlockStores.reads(stores).events(CHAIN, behind, now(), 1_000).await().atMost(PATIENCE);
  }

  @Test
  void whatIsStoredAndTakenBackIsToldInItsOrder() {
    BitcoinRounds rounds = rounds();
    all(rounds);
    List<ChainEvent> first = events(ChainEvent.Place.behind(0));
    assertThat(numbers(first, ChainEvent.Joined.class))
        .isEqualTo(LongStream.rangeClosed(0, 31).boxed().toList());
    assertThat(first)
        .filteredOn(ChainEvent.Settled.class::isInstance)
        .singleElement()
        .extracting(event -> ((ChainEvent.Settled) event).safe())
        .isEqualTo(26L);

    MinedChain other = chain.fork(20).mine(40, OTHER);
    served.allHave(other);
    all(rounds);
    List<ChainEvent> later = events(first.getLast().place());
    assertThat(numbers(later, ChainEvent.Withdrawn.class))
        .isEqualTo(LongStream.rangeClosed(21, 31).boxed().toList().reversed());
    assertThat(numbers(later, ChainEvent.Joined.class))
        .isEqualTo(LongStream.rangeClosed(21, 60).boxed().toList());
    // the deepest reorg is one change
    assertThat(reorgs())
        .singleElement()
        .satisfies(
            reorg -> {
              assertThat(reorg.chain()).isEqualTo(CHAIN);
              assertThat(reorg.depth()).isEqualTo(11);
              assertThat(reorg.orphaned().getFirst())
                  .isEqualTo(new Reorg.Block(31, chain.tip().hash().toString()));
              assertThat(reorg.joined()).hasSize(40);
              assertThat(reorg.joined().getLast())
                  .isEqualTo(new Reorg.Block(60, other.tip().hash().toString()));
            });
  }

  private static List<Long> numbers(List<ChainEvent> events, Class<? extends ChainEvent> kind) {
    return events.stream()
        .filter(kind::isInstance)
        .map(
            event ->
                switch (event) {
                  case ChainEvent.Joined(_, var block) -> block.number();
                  case ChainEvent.Withdrawn(_, var block) -> block.number();
                  case ChainEvent.Settled _ -> throw new AssertionError(event);
                })
        .toList();
  }

  @Test
  void oldBlocksGoOnceTheyAreFinalAndTheOthersGoOn() throws Exception {
    served.close();
    MinedChain longer = MinedChain.regtest().mine(150, SALT);
    served = new ServedChain(longer);
    // from the first header on that is kept of the best chain, which is that of block 40
    all(rounds());
    PgEdgeStore edges = new PgEdgeStore(stores.pool, stores.reads, List.of());
    Instant before = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(edges.remove(CHAIN, before, 64, 250).await().atMost(PATIENCE)).isEqualTo(11);
    assertThat(edges.remove(CHAIN, before, 64, 250).await().atMost(PATIENCE)).isZero();
    assertThat(edges.edge(CHAIN).await().atMost(PATIENCE).map(Edge::number)).contains(51L);
    served.allHave(longer.mine(5, SALT));
    all(rounds());
    assertThat(blocks(now(), true).stream().map(block -> block.block().number()).toList())
        .isEqualTo(LongStream.rangeClosed(51, 155).boxed().toList().reversed());
  }

  @Test
  void nothingIsStoredThatNotEnoughNodesSay() throws Exception {
    var _ = served.server("a").becomes(Fault.HTML);
    var _ = served.server("b").becomes(Fault.TRUNCATED);
    BitcoinRounds rounds = rounds();
    assertThatThrownBy(() -> all(rounds)).hasMessageContaining("not enough the same");
    assertThat(blocks(now(), true)).isEmpty();
    var _ = served.server("a").becomes(Fault.NONE);
    for (int i = 0; i < 50 && blocks(now(), false).size() < chain.blocks().size(); i++) {
      // after so many failures it is left alone for a moment, and asked once then
      TimeUnit.MILLISECONDS.sleep(250);
      try {
        all(rounds);
      } catch (NodeException why) {
        assertThat(why).hasMessageContaining("not enough the same");
      }
    }
    assertAre(blocks(now(), false), chain);
  }

  @Test
  void ofTwoThatStoreOneDoes() {
    all(rounds());
    MeasuredBlock again =
        new MeasuredBlock(
            served.tracker().best().orElseThrow().head(),
            new FiguresSurvey(served.chain()).of(chain.tip().hash()).await().atMost(PATIENCE));
    assertThatThrownBy(
            () ->
                store
                    .write(new BitcoinChange(CHAIN, null, null, List.of(again), null))
                    .await()
                    .atMost(PATIENCE))
        .isInstanceOf(FencedOffException.class);
  }

  @Test
  void stretchesAddUpByTheTimesOfBlocks() {
    all(rounds());
    long begin = chain.at(1).header().timeSeconds();
    long hour = 3_600;
    List<BitcoinStretch> stretches =
        reads.stretches(CHAIN, now(), hour, 0, begin + 100 * hour).await().atMost(PATIENCE);
    assertThat(stretches.stream().mapToInt(BitcoinStretch::blocks).sum()).isEqualTo(32);
    assertThat(stretches.stream().mapToLong(BitcoinStretch::transactions).sum()).isEqualTo(34);
    BitcoinStretch whole = stretches.get(2);
    assertThat(whole.blocks()).isEqualTo(6);
    // two hashes each
    assertThat(whole.work()).isEqualTo(12);
    assertThat(whole.openSeconds() % hour).isZero();
  }
}
