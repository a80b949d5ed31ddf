package io.tapeline.chain.bitcoin.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.record.BitcoinReads;
import io.tapeline.chain.bitcoin.record.BitcoinStretch;
import io.tapeline.chain.bitcoin.record.KeptBitcoinBlock;
import io.tapeline.chain.postgres.BlockListing;
import io.tapeline.chain.postgres.NewestBlock;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.ops.store.StoreReads;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads them. */
@ApplicationScoped
public class PgBitcoinReads implements BitcoinReads {

  private final Pool pool;
  private final StoreReads reads;

  public PgBitcoinReads(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<Optional<Long>> height(String chain, long asOfNanos) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(BitcoinSql.HEIGHT)
                .execute(Tuple.of(chain, moment(asOfNanos)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("height"))));
  }

  @Override
  public Uni<List<KeptBitcoinBlock>> list(BlockQuery query, long asOfNanos, int limit) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(BitcoinSql.LIST)
                .execute(BlockListing.arguments(query, asOfNanos, limit))
                .map(rows -> rows.stream().map(PgBitcoinReads::kept).toList()));
  }

  @Override
  public Uni<List<BitcoinStretch>> stretches(
      String chain, long asOfNanos, long seconds, long fromSeconds, long toSeconds) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(BitcoinSql.METRICS)
                .execute(
                    Tuple.from(List.of(chain, moment(asOfNanos), seconds, fromSeconds, toSeconds)))
                .map(rows -> rows.stream().map(PgBitcoinReads::stretch).toList()));
  }

  @Override
  public Uni<Optional<Span>> span(String chain, long asOfNanos) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(BitcoinSql.SPAN)
                .execute(Tuple.of(chain, moment(asOfNanos)))
                .map(rows -> span(rows.iterator().next())));
  }

  private static Optional<Span> span(Row row) {
    OffsetDateTime first = row.getOffsetDateTime("first");
    return first == null
        ? Optional.empty()
        : Optional.of(new Span(first.toInstant(), row.getOffsetDateTime("last").toInstant()));
  }

  private static KeptBitcoinBlock kept(Row row) {
    OffsetDateTime withdrawn = row.getOffsetDateTime("withdrawn");
    return new KeptBitcoinBlock(
        row.getLong("id"),
        NewestBlock.of(row),
        row.getNumeric("difficulty").bigDecimalValue(),
        new BlockFigures(
            row.getInteger("transactions"),
            row.getInteger("size"),
            row.getInteger("weight"),
            fees(row)),
        row.getLong("revision").intValue(),
        row.getOffsetDateTime("recorded_at").toInstant(),
        withdrawn == null ? null : withdrawn.toInstant());
  }

  private static BlockFigures.@Nullable Fees fees(Row row) {
    Long satoshi = row.getLong("fees");
    return satoshi == null
        ? null
        : new BlockFigures.Fees(
            satoshi,
            Arrays.stream(row.getArrayOfNumerics("fee_rates"))
                .map(Numeric::bigDecimalValue)
                .toList());
  }

  private static BitcoinStretch stretch(Row row) {
    long blocks = row.getLong("blocks");
    return new BitcoinStretch(
        row.getLong("open"),
        (int) blocks,
        row.getLong("first"),
        row.getLong("last"),
        row.getLong("transactions"),
        row.getLong("weight"),
        row.getLong("with_fees") == blocks ? row.getNumeric("fees").longValue() : null,
        row.getNumeric("work").bigIntegerValue(),
        row.getNumeric("difficulty").bigDecimalValue(),
        Hash.of(row.getBuffer("hash").getBytes()));
  }
}
