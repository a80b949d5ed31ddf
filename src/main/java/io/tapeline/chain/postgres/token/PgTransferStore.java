package io.tapeline.chain.postgres.token;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.TokenTransfer;
import io.tapeline.chain.token.app.KeptTransfer;
import io.tapeline.chain.token.app.TransferQuery;
import io.tapeline.chain.token.app.TransferStore;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Transfers in PostgreSQL. */
@ApplicationScoped
public class PgTransferStore implements TransferStore {

  private final Pool pool;
  private final StoreReads reads;

  public PgTransferStore(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<List<KeptTransfer>> read(TransferQuery query, long asOfNanos, int limit) {
    List<Map.Entry<Address, BigInteger>> least = List.copyOf(query.least().entrySet());
    Address party = query.party();
    Tuple arguments =
        Tuple.tuple()
            .addString(query.chain())
            .addValue(
                least.stream()
                    .map(each -> Buffer.buffer(each.getKey().bytes()))
                    .toArray(Buffer[]::new))
            .addValue(
                least.stream().map(each -> Numeric.create(each.getValue())).toArray(Numeric[]::new))
            .addValue(party == null ? null : Buffer.buffer(party.bytes()))
            .addOffsetDateTime(moment(query.fromNanos()))
            .addOffsetDateTime(moment(query.toNanos()))
            .addOffsetDateTime(moment(asOfNanos))
            .addLong(query.before().number())
            .addInteger(query.before().log())
            .addInteger(limit);
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(TransferSql.READ)
                .execute(arguments)
                .map(rows -> rows.stream().map(PgTransferStore::kept).toList()));
  }

  private static KeptTransfer kept(Row row) {
    return new KeptTransfer(
        new BlockRef(
            row.getLong("number"),
            hash(row, "hash"),
            hash(row, "parent_hash"),
            row.getOffsetDateTime("time").toInstant()),
        new TokenTransfer(
            address(row, "contract"),
            row.getInteger("log"),
            hash(row, "transaction"),
            address(row, "sender"),
            address(row, "recipient"),
            row.getBigDecimal("units").toBigIntegerExact()));
  }

  private static Hash hash(Row row, String column) {
    return Hash.of(row.getBuffer(column).getBytes());
  }

  private static Address address(Row row, String column) {
    return Address.of(row.getBuffer(column).getBytes());
  }
}
