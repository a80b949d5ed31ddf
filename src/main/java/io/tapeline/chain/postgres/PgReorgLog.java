package io.tapeline.chain.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.announce.ReorgLog;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.webhook.Reorg;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reorgs out of PostgreSQL: what was taken back and what was stored at one moment. */
@ApplicationScoped
public class PgReorgLog implements ReorgLog {

  /** Arguments: moments after which and by which, limit. Of many blocks the first hundred. */
  private static final String RECORDED =
      """
      SELECT o.chain, o.withdrawn_at, o.depth, o.numbers, o.hashes, j.numbers AS joined, j.hashes AS joined_hashes
      FROM (SELECT chain, withdrawn_at, count(*) AS depth,
                   (array_agg(number ORDER BY number DESC))[1:100] AS numbers,
                   (array_agg(shown ORDER BY number DESC))[1:100] AS hashes
            FROM stored_block
            WHERE withdrawn_at > $1 AND withdrawn_at <= $2
            GROUP BY chain, withdrawn_at ORDER BY withdrawn_at, chain LIMIT $3) o
      LEFT JOIN LATERAL (
            SELECT array_agg(number ORDER BY number) AS numbers,
                   array_agg(shown ORDER BY number) AS hashes
            FROM (SELECT number, shown FROM stored_block b
                  WHERE b.chain = o.chain AND b.recorded_at = o.withdrawn_at
                  ORDER BY number LIMIT 100) first) j ON true
      ORDER BY o.withdrawn_at, o.chain
      """;

  private final Pool pool;
  private final StoreReads reads;

  public PgReorgLog(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<Instant> mark() {
    return reads.of(
        () ->
            pool.preparedQuery("SELECT moment FROM chain_event_mark")
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant()));
  }

  @Override
  public Uni<Instant> horizon() {
    return reads
        .of(() -> RecordingClock.BLOCKS.horizon(pool, Long.MIN_VALUE))
        .map(Instant.EPOCH::plusNanos);
  }

  @Override
  public Uni<List<Reorg>> recorded(Instant after, Instant by, int most) {
    return reads.of(
        () ->
            pool.preparedQuery(RECORDED)
                .execute(Tuple.of(time(after), time(by), most))
                .map(rows -> rows.stream().map(PgReorgLog::reorg).toList()));
  }

  private static Reorg reorg(Row row) {
    return new Reorg(
        row.getString("chain"),
        row.getOffsetDateTime("withdrawn_at").toInstant(),
        row.getLong("depth").intValue(),
        blocks(row, "numbers", "hashes"),
        blocks(row, "joined", "joined_hashes"));
  }

  private static List<Reorg.Block> blocks(Row row, String numbers, String hashes) {
    Long[] all = row.getArrayOfLongs(numbers);
    List<Reorg.Block> blocks = new ArrayList<>();
    for (int i = 0; all != null && i < all.length; i++) {
      blocks.add(new Reorg.Block(all[i], row.getArrayOfStrings(hashes)[i]));
    }
    return blocks;
  }

  @Override
  public Uni<Void> move(Instant from, Instant to) {
    return reads.of(
        () ->
            pool.preparedQuery("UPDATE chain_event_mark SET moment = $2 WHERE moment = $1")
                .execute(Tuple.of(time(from), time(to)))
                .invoke(
                    moved -> {
                      if (moved.rowCount() == 0) {
                        throw new FencedOffException("another process looks through reorgs");
                      }
                    })
                .replaceWithVoid());
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
