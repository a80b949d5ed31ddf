package io.tapeline.chain.bitcoin.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.record.BitcoinChange;
import io.tapeline.chain.bitcoin.record.BitcoinStore;
import io.tapeline.chain.bitcoin.record.MeasuredBlock;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.postgres.NewestBlock;
import io.tapeline.chain.postgres.StoredHead;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes them. Whoever writes has the row of the clock, and the newest block must be the one that
 * the writer knows: of two that follow a chain one stores.
 */
@ApplicationScoped
public class PgBitcoinStore implements BitcoinStore {

  private final Pool pool;
  private final StoreReads reads;
  private final StoreConfig config;

  public PgBitcoinStore(Pool pool, StoreReads reads, StoreConfig config) {
    this.pool = pool;
    this.reads = reads;
    this.config = config;
  }

  @Override
  public Uni<List<BlockRef>> newest(String chain, int most) {
    return reads.of(
        () ->
            pool.preparedQuery(BitcoinSql.NEWEST)
                .execute(Tuple.of(chain, most))
                .map(rows -> rows.stream().map(NewestBlock::of).toList().reversed()));
  }

  @Override
  public Uni<Void> write(BitcoinChange change) {
    return pool.withTransaction(
            transaction ->
                RecordingClock.BLOCKS
                    .take(transaction)
                    .call(
                        _ ->
                            NewestBlock.require(
                                transaction, BitcoinSql.NEWEST, change.chain(), change.newest()))
                    .call(moment -> withdraw(transaction, change, moment))
                    .call(
                        moment ->
                            StoredHead.settle(transaction, change.chain(), moment, change.head()))
                    .chain(moment -> insert(transaction, change, moment))
                    .chain(_ -> StoredHead.tell(transaction, change.chain())))
        .ifNoItem()
        .after(config.writeTimeout())
        .fail();
  }

  private static Uni<Void> withdraw(
      SqlConnection transaction, BitcoinChange change, OffsetDateTime moment) {
    Long from = change.withdrawnFrom();
    return from == null
        ? Uni.createFrom().voidItem()
        : transaction
            .preparedQuery(BitcoinSql.WITHDRAW)
            .execute(Tuple.of(change.chain(), from, moment))
            .replaceWithVoid();
  }

  private static Uni<Void> insert(
      SqlConnection transaction, BitcoinChange change, OffsetDateTime moment) {
    return change.joined().isEmpty()
        ? Uni.createFrom().voidItem()
        : transaction
            .preparedQuery(BitcoinSql.INSERT)
            .executeBatch(
                change.joined().stream()
                    .map(block -> columns(change.chain(), moment, block))
                    .toList())
            .replaceWithVoid();
  }

  private static Tuple columns(String chain, OffsetDateTime moment, MeasuredBlock block) {
    BlockRef ref = block.ref();
    BlockHeader header = block.header().header();
    BlockFigures figures = block.figures();
    BlockFigures.Fees fees = figures.fees();
    return Tuple.tuple()
        .addString(chain)
        .addOffsetDateTime(moment)
        .addLong(ref.number())
        .addValue(Buffer.buffer(ref.hash().bytes()))
        .addValue(Buffer.buffer(ref.parent().bytes()))
        .addOffsetDateTime(ref.time().atOffset(ZoneOffset.UTC))
        .addValue(Buffer.buffer(header.toBytes()))
        .addValue(Numeric.create(header.bits().difficulty()))
        .addValue(Numeric.create(header.work()))
        .addInteger(figures.transactions())
        .addInteger(figures.size())
        .addInteger(figures.weight())
        .addLong(fees == null ? null : Long.valueOf(fees.satoshi()))
        .addValue(rates(fees));
  }

  private static Numeric @Nullable [] rates(BlockFigures.@Nullable Fees fees) {
    return fees == null
        ? null
        : fees.percentiles().stream().map(Numeric::create).toArray(Numeric[]::new);
  }
}
