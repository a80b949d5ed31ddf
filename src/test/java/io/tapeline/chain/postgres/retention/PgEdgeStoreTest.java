package io.tapeline.chain.postgres.retention;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.MadeBlocks;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.metric.app.HourKeeper;
import io.tapeline.chain.metric.app.MetricReader;
import io.tapeline.chain.metric.app.MetricReader.Slot;
import io.tapeline.chain.postgres.BlockStores;
import io.tapeline.chain.postgres.PgBlockStore;
import io.tapeline.chain.postgres.metric.MetricPart;
import io.tapeline.chain.postgres.metric.PgMetricStore;
import io.tapeline.chain.postgres.pool.LastStates;
import io.tapeline.chain.record.BlockChange;
import io.tapeline.chain.retention.Edge;
import io.tapeline.chain.retention.Edges;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import io.tapeline.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old blocks go with all that hangs on them, and what must stay does. */
class PgEdgeStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CHAIN = "ethereum";

  /** Of the first block; one follows every twelve seconds, so that each 300th begins an hour. */
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");

  private static final Instant AFTER_ALL = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DEPTH = 64;
  private static final int MANY = 250;

  private TestStores stores;
  private PgBlockStore blocks;
  private PgMetricStore metrics;
  private PgEdgeStore edges;

  @BeforeEach
  void open() throws Exception {
    stores = TestStores.open();
    EvmChains none = List::of;
    blocks = BlockStores.of(stores, new MetricPart(none));
    metrics = new PgMetricStore(stores.pool, stores.reads);
    edges = new PgEdgeStore(stores.pool, stores.reads, List.of(new LastStates()));
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  private void write(
      @Nullable FullBlock newest,
      List<FullBlock> orphaned,
      List<FullBlock> joined,
      @Nullable FullBlock finalized) {
    BlockRef sure = finalized == null ? null : MadeBlocks.ref(finalized);
    await(
        blocks.write(
            new BlockChange(
                CHAIN,
                newest == null ? null : MadeBlocks.ref(newest),
                orphaned.stream().map(MadeBlocks::ref).toList(),
                joined,
                new Head(MadeBlocks.ref(joined.getLast()), sure, sure))));
  }

  /** A thousand blocks with a reorg on the way, and what is final in the end. */
  private void thousand(int finalized) {
    List<FullBlock> first = new MadeBlocks(7, 2).after(null, 351);
    write(null, List.of(), first, null);
    List<FullBlock> others = new MadeBlocks(8, 2).after(first.get(344), 655);
    write(first.get(350), first.subList(345, 351).reversed(), others.subList(0, 300), null);
    List<FullBlock> all = new ArrayList<>(first.subList(0, 345));
    all.addAll(others);
    write(others.get(299), List.of(), others.subList(300, 655), all.get(finalized));
    assertThat(stores.count("chain_block")).isEqualTo(1_006);
  }

  /** Which is known from the next block on. */
  private void keepHours(long finalized) {
    await(new HourKeeper(metrics).keep(CHAIN, finalized));
    var _ =
        stores.rows(
            "UPDATE chain_clock SET last = greatest(last, clock_timestamp()) RETURNING last");
  }

  private List<Long> sweep(Instant before, int depth) {
    List<Long> counts = new ArrayList<>();
    while (counts.isEmpty() || counts.getLast() > 0) {
      counts.add(await(edges.remove(CHAIN, before, depth, MANY)));
    }
    return counts;
  }

  private long lowest() {
    return stores.rows("SELECT min(number) FROM chain_block").getFirst().getLong(0);
  }

  private List<Slot> slots(Interval interval, int count) {
    long from = BEGIN.getEpochSecond() * 1_000_000_000L;
    long now = await(metrics.horizon(Long.MIN_VALUE));
    return await(
        new MetricReader(metrics)
            .read(CHAIN, interval, from, from + count * interval.nanos(), now));
  }

  private void state(int number, String pool) {
    var _ =
        stores.rows(
            """
            INSERT INTO chain_pool_state (block, pool, chain, number, first_reserve, second_reserve)
            SELECT id, '\\x%s', chain, number, number + 1, 7 FROM chain_block
            WHERE number = %d AND withdrawn_at IS NULL
            """
                .formatted(pool.repeat(20), number));
  }

  private List<String> states() {
    return stores
        .rows(
            """
            SELECT encode(pool, 'hex') AS pool, number, first_reserve FROM chain_pool_state
            ORDER BY pool, number
            """)
        .stream()
        .map(
            row ->
                row.getString("pool").substring(0, 2)
                    + " "
                    + row.getLong("number")
                    + " "
                    + row.getNumeric("first_reserve"))
        .toList();
  }

  @Test
  void oldBlocksGoAndWholeHoursAndLastStatesStay() {
    thousand(900);
    keepHours(900);
    assertThat(stores.count("chain_hour_metric")).isEqualTo(3);
    state(10, "aa");
    state(20, "bb");
    state(950, "bb");
    List<Slot> hours = slots(Interval.H1, 4);
    List<Slot> days = slots(Interval.D1, 1);
    List<Slot> minutes = slots(Interval.M5, 30);

    assertThat(sweep(BEGIN.plus(Duration.ofHours(2)), DEPTH)).containsExactly(250L, 256L, 100L, 0L);
    assertThat(lowest()).isEqualTo(600);
    assertThat(stores.count("chain_block_metric")).isEqualTo(400);
    assertThat(slots(Interval.H1, 4)).as("whole hours stay").isEqualTo(hours);
    assertThat(slots(Interval.D1, 1)).isEqualTo(days);
    assertThat(slots(Interval.M5, 30).subList(25, 30)).isEqualTo(minutes.subList(25, 30));
    assertThat(slots(Interval.M5, 30).subList(0, 24))
        .allSatisfy(slot -> assertThat(slot.stretch()).isNull());
    assertThat(states()).containsExactly("aa 600 11", "bb 600 21", "bb 950 951");

    Edge edge = await(edges.edge(CHAIN)).orElseThrow();
    assertThat(edge.number()).isEqualTo(600);
    assertThat(edge.time()).isEqualTo(BEGIN.plus(Duration.ofHours(2)));
    assertThat(stores.rows("SELECT max(recorded_at) FROM chain_block WHERE number < 645"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(requireNonNull(row.getOffsetDateTime(0)).toInstant())
                    .isEqualTo(edge.moment()));

    // the third hour is kept, the fourth not yet, and what is not final stays
    assertThat(sweep(AFTER_ALL, DEPTH)).containsExactly(250L, 50L, 0L);
    assertThat(lowest()).isEqualTo(900);
    assertThat(slots(Interval.H1, 4)).isEqualTo(hours);
    assertThat(states()).containsExactly("aa 900 11", "bb 900 21", "bb 950 951");
  }

  @Test
  void whatMayBeTakenBackStaysHoweverOldItIs() {
    thousand(900);
    keepHours(900);
    assertThat(sweep(AFTER_ALL, 800).stream().mapToLong(Long::longValue).sum()).isEqualTo(199);
    assertThat(lowest()).isEqualTo(199);
  }

  @Test
  void hoursThatAreNotSummedYetStay() {
    thousand(900);
    assertThat(sweep(AFTER_ALL, DEPTH)).containsExactly(0L);
    await(new HourKeeper(metrics).keep(CHAIN, 400));
    assertThat(sweep(AFTER_ALL, DEPTH)).as("nobody sees them yet").containsExactly(0L);
    keepHours(400);
    var _ = sweep(AFTER_ALL, DEPTH);
    assertThat(lowest()).isEqualTo(300);
  }

  @Test
  void whereNothingIsFinalNothingGoes() {
    List<FullBlock> all = new MadeBlocks(7, 0).after(null, 700);
    write(null, List.of(), all, null);
    keepHours(690);
    assertThat(sweep(AFTER_ALL, DEPTH)).containsExactly(0L);
    assertThat(await(edges.edge(CHAIN))).isEmpty();
  }

  @Test
  void answersThatNeedWhatIsGoneFailAndOthersDoNot() {
    thousand(900);
    keepHours(900);
    Edges judged = new Edges(edges);
    await(judged.require(CHAIN, _ -> true));
    var _ = sweep(BEGIN.plus(Duration.ofHours(1)), DEPTH);
    await(judged.require(CHAIN, edge -> edge.number() > 300));
    await(judged.require("another", _ -> true));
    assertThatThrownBy(() -> await(judged.require(CHAIN, edge -> edge.number() > 299)))
        .isInstanceOf(ProblemException.class);
    // with nothing to remove, what is final stays known for the blocks that stay
    assertThat(stores.count("chain_finality")).isEqualTo(2);
  }
}
