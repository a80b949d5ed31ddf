package io.tapeline.chain.postgres.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.MadeBlocks;
import io.tapeline.chain.metric.Stretch;
import io.tapeline.chain.metric.app.HourKeeper;
import io.tapeline.chain.metric.app.MetricReader;
import io.tapeline.chain.metric.app.MetricReader.Slot;
import io.tapeline.chain.postgres.BlockStores;
import io.tapeline.chain.postgres.PgBlockStore;
import io.tapeline.chain.record.BlockChange;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hours that are kept as a whole say the same as their blocks. */
class KeptHoursTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CHAIN = "ethereum";

  /** A block every twelve seconds from the beginning of an hour on. */
  private static final long FIRST_NANOS =
      Instant.parse("2025-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

  private final MadeBlocks made = new MadeBlocks(7, 2);
  private TestStores stores;
  private PgBlockStore blocks;
  private PgMetricStore metrics;

  @BeforeEach
  void open() throws Exception {
    stores = TestStores.open();
    EvmChains none = List::of;
    blocks = BlockStores.of(stores, new MetricPart(none));
    metrics = new PgMetricStore(stores.pool, stores.reads);
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  private void write(@Nullable FullBlock newest, List<FullBlock> orphaned, List<FullBlock> joined) {
    await(
        blocks.write(
            new BlockChange(
                CHAIN,
                newest == null ? null : MadeBlocks.ref(newest),
                orphaned.stream().map(MadeBlocks::ref).toList(),
                joined)));
  }

  private long now() {
    return await(metrics.horizon(Long.MIN_VALUE));
  }

  private List<Slot> slots(Interval interval, int count, long asOf) {
    long end = FIRST_NANOS + count * interval.nanos();
    return await(new MetricReader(metrics).read(CHAIN, interval, FIRST_NANOS, end, asOf));
  }

  private static Stretch stretch(Slot slot) {
    return requireNonNull(slot.stretch());
  }

  @Test
  void hoursAreKeptOnceAllTheirBlocksAreFinalAndSayTheSame() {
    List<FullBlock> all = made.after(null, 700);
    write(null, List.of(), all.subList(0, 350));
    write(all.get(349), List.of(), all.subList(350, 700));
    List<Slot> hours = slots(Interval.H1, 4, now());
    List<Slot> days = slots(Interval.D1, 1, now());
    assertThat(hours.get(3).stretch()).isNull();
    assertThat(stretch(hours.getFirst()).blocks()).isEqualTo(300);
    assertThat(stretch(hours.get(1)).isComplete()).isTrue();
    // the chain may go on in the third
    assertThat(stretch(hours.get(2)).isComplete()).isFalse();

    HourKeeper keeper = new HourKeeper(metrics);
    await(keeper.keep(CHAIN, 200));
    assertThat(stores.count("chain_hour_metric")).isZero();
    await(keeper.keep(CHAIN, 350));
    assertThat(stores.count("chain_hour_metric")).isOne();
    await(keeper.keep(CHAIN, 690));
    await(keeper.keep(CHAIN, 690));
    assertThat(stores.count("chain_hour_metric")).isEqualTo(2);
    assertThat(slots(Interval.H1, 4, now())).isEqualTo(hours);
    assertThat(slots(Interval.D1, 1, now())).isEqualTo(days);
    assertThat(requireNonNull(stretch(days.getFirst()).figures()).transactions()).isEqualTo(1_400);
  }

  @Test
  void whatIsMissingIsNotKeptAndNotCalledComplete() {
    List<FullBlock> all = made.after(null, 650);
    // where the service begins within an hour
    write(null, List.of(), all.subList(100, 650));
    List<Slot> hours = slots(Interval.H1, 3, now());
    assertThat(stretch(hours.getFirst()).isComplete()).isFalse();
    assertThat(stretch(hours.getFirst()).blocks()).isEqualTo(200);
    assertThat(stretch(hours.get(1)).isComplete()).isTrue();
    await(new HourKeeper(metrics).keep(CHAIN, 649));
    assertThat(stores.count("chain_hour_metric")).isOne();
    assertThat(slots(Interval.H1, 3, now())).isEqualTo(hours);
  }

  @Test
  void aReorgChangesSumsFromThenOnAndNotBefore() {
    List<FullBlock> all = made.after(null, 100);
    write(null, List.of(), all);
    long before = now();
    List<Slot> then = slots(Interval.M5, 5, before);
    List<FullBlock> others = new MadeBlocks(8, 5).after(all.get(87), 12);
    write(all.get(99), all.subList(88, 100).reversed(), others);
    List<Slot> now = slots(Interval.M5, 5, now());
    assertThat(slots(Interval.M5, 5, before)).isEqualTo(then);
    assertThat(now.subList(0, 3)).isEqualTo(then.subList(0, 3));
    assertThat(requireNonNull(stretch(now.get(3)).figures()).transactions())
        .isEqualTo(requireNonNull(stretch(then.get(3)).figures()).transactions() + 36);
  }
}
