package io.tapeline.chain.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.MadeBlocks;
import io.tapeline.chain.block.RollupBlocks;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.record.BlockChange;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.TestStores;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks are stored and taken back, all at once, and what hangs on them goes with them. */
class PgBlockStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CHAIN = "ethereum";

  private final MadeBlocks made = new MadeBlocks(1, 3);
  private final List<StoredBlock> heard = new ArrayList<>();
  private TestStores stores;
  private PgBlockStore store;

  @BeforeEach
  void open() throws Exception {
    stores = TestStores.open();
    store = BlockStores.of(stores, (_, _, blocks) -> hear(blocks));
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  private Uni<Void> hear(List<StoredBlock> blocks) {
    heard.addAll(blocks);
    return Uni.createFrom().voidItem();
  }

  private void write(
      PgBlockStore into,
      @Nullable FullBlock newest,
      List<FullBlock> orphaned,
      List<FullBlock> joined) {
    into.write(
            new BlockChange(
                CHAIN,
                newest == null ? null : MadeBlocks.ref(newest),
                orphaned.stream().map(MadeBlocks::ref).toList(),
                joined))
        .await()
        .atMost(PATIENCE);
  }

  private List<BlockRef> newest(int most) {
    return store.newest(CHAIN, most).await().atMost(PATIENCE);
  }

  private static List<BlockRef> refs(List<FullBlock> blocks) {
    return blocks.stream().map(MadeBlocks::ref).toList();
  }

  @Test
  void blocksAreStoredInOrderAndTheNewestAreTold() {
    List<FullBlock> blocks = made.after(null, 10);
    assertThat(newest(5)).isEmpty();
    write(store, null, List.of(), blocks.subList(0, 6));
    write(store, blocks.get(5), List.of(), blocks.subList(6, 10));
    assertThat(newest(3)).isEqualTo(refs(blocks.subList(7, 10)));
    assertThat(newest(100)).isEqualTo(refs(blocks));
    Row row = stores.rows("SELECT * FROM chain_block WHERE number = 9").getFirst();
    assertThat(row.getLong("gas_used")).isEqualTo(150_000);
    assertThat(row.getNumeric("base_fee").longValue()).isEqualTo(1_000_000_009);
    assertThat(row.getLong("blob_gas_used")).isEqualTo(131_072);
    assertThat(row.getInteger("transactions")).isEqualTo(3);
    assertThat(row.getInteger("logs")).isEqualTo(6);
    assertThat(row.getInteger("withdrawals")).isEqualTo(1);
    assertThat(heard).extracting(StoredBlock::block).isEqualTo(blocks);
    assertThat(heard.getLast().id()).isEqualTo(row.getLong("id"));
    assertThat(heard.getLast().recordedAt()).isEqualTo(row.getOffsetDateTime("recorded_at"));
  }

  @Test
  void aBlockOfARollupIsStoredLikeAnyOther() {
    FullBlock block = RollupBlocks.read(RollupBlocks.AFTER_ISTHMUS);
    write(store, null, List.of(), List.of(block));
    assertThat(newest(1)).isEqualTo(refs(List.of(block)));
    Row row = stores.rows("SELECT * FROM chain_block WHERE number = 35535698").getFirst();
    assertThat(row.getLong("gas_used")).isEqualTo(0x32138);
    assertThat(row.getInteger("transactions")).isEqualTo(6);
    assertThat(row.getInteger("logs")).isEqualTo(4);
    assertThat(row.getInteger("withdrawals")).isZero();
  }

  @Test
  void aReorgTakesBackAndStoresAtOneMomentAndBothStaySeenAsOfTheirTime() {
    List<FullBlock> blocks = made.after(null, 10);
    write(store, null, List.of(), blocks);
    List<FullBlock> others = new MadeBlocks(2, 1).after(blocks.get(6), 4);
    write(store, blocks.get(9), blocks.subList(7, 10).reversed(), others);
    assertThat(newest(5).subList(1, 5)).isEqualTo(refs(others));
    List<Row> moments =
        stores.rows(
            """
            SELECT DISTINCT coalesce(withdrawn_at, recorded_at) AS moment FROM chain_block
            WHERE number >= 7
            """);
    assertThat(moments).hasSize(1);
    var moment = moments.getFirst().getOffsetDateTime("moment");
    assertThat(seen(moment.minusNanos(1_000))).isEqualTo(hashes(blocks));
    List<FullBlock> now = new ArrayList<>(blocks.subList(0, 7));
    now.addAll(others);
    assertThat(seen(moment)).isEqualTo(hashes(now));
  }

  private List<String> seen(OffsetDateTime asOf) {
    return stores
        .pool
        .preparedQuery(
            """
            SELECT hash FROM chain_block
            WHERE recorded_at <= $1 AND (withdrawn_at IS NULL OR withdrawn_at > $1) ORDER BY number
            """)
        .execute(Tuple.of(asOf))
        .await()
        .atMost(PATIENCE)
        .stream()
        .map(row -> Hash.of(row.getBuffer(0).getBytes()).toString())
        .toList();
  }

  private static List<String> hashes(List<FullBlock> blocks) {
    return blocks.stream().map(block -> block.hash().toString()).toList();
  }

  @Test
  void aBlockThatComesBackIsAnotherRow() {
    List<FullBlock> blocks = made.after(null, 3);
    FullBlock other = new MadeBlocks(2, 0).after(blocks.get(1));
    write(store, null, List.of(), blocks);
    write(store, blocks.get(2), List.of(blocks.get(2)), List.of(other));
    write(store, other, List.of(other), List.of(blocks.get(2)));
    assertThat(newest(10)).isEqualTo(refs(blocks));
    assertThat(stores.count("chain_block")).isEqualTo(5);
  }

  @Test
  void ofTwoThatStoreTheSameChainOneIsTurnedAwayAndNothingOfItIsStored() {
    List<FullBlock> blocks = made.after(null, 3);
    write(store, null, List.of(), blocks);
    assertThatThrownBy(() -> write(store, null, List.of(), blocks))
        .isInstanceOf(FencedOffException.class);
    assertThatThrownBy(() -> write(store, blocks.get(1), List.of(), List.of(blocks.get(2))))
        .isInstanceOf(FencedOffException.class);
    assertThat(stores.count("chain_block")).isEqualTo(3);
  }

  @Test
  void whereAPartFailsNothingIsStoredNorTakenBack() {
    List<FullBlock> blocks = made.after(null, 3);
    write(store, null, List.of(), blocks);
    PgBlockStore failing =
        BlockStores.of(
            stores,
            (_, _, _) -> Uni.createFrom().failure(new IllegalStateException("not this time")));
    FullBlock other = new MadeBlocks(2, 0).after(blocks.get(1));
    assertThatThrownBy(() -> write(failing, blocks.get(2), List.of(blocks.get(2)), List.of(other)))
        .hasMessage("not this time");
    assertThat(newest(10)).isEqualTo(refs(blocks));
  }
}
