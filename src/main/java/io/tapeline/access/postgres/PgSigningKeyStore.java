package io.tapeline.access.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.token.SigningKeyStore;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Keys that sign in PostgreSQL, sealed. */
@ApplicationScoped
public class PgSigningKeyStore implements SigningKeyStore {

  private static final String KEYS =
      "SELECT id, sealed, signs_from, signs_until, gone_at FROM token_key WHERE gone_at > $1";

  private static final String FORGET = "DELETE FROM token_key WHERE gone_at <= clock_timestamp()";

  /** Processes add one after the other, so that each sees what was added before. */
  private static final String ONE_AT_A_TIME = "LOCK TABLE token_key IN SHARE ROW EXCLUSIVE MODE";

  private static final String ADD =
      """
      INSERT INTO token_key (id, sealed, signs_from, signs_until, gone_at)
      SELECT $1::text, $2::bytea, $3::timestamptz, $4::timestamptz, $5::timestamptz
      WHERE NOT EXISTS (SELECT FROM token_key WHERE id <> ALL ($6::text[]))
      """;

  private static final String TELL = "SELECT pg_notify('" + CHANGED + "', $1)";

  private final Pool pool;
  private final StoreReads reads;

  public PgSigningKeyStore(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<List<Kept>> keys(Instant now) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(KEYS)
                .execute(Tuple.of(utc(now)))
                .map(rows -> rows.stream().map(PgSigningKeyStore::kept).toList()));
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.getString(0),
        row.getBuffer(1).getBytes(),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant(),
        row.getOffsetDateTime(4).toInstant());
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  @Override
  public Uni<Boolean> add(Kept key, Set<String> known) {
    return reads.orUnavailable(
        () ->
            pool.withTransaction(
                connection ->
                    connection
                        .query(ONE_AT_A_TIME)
                        .execute()
                        .chain(_ -> connection.query(FORGET).execute())
                        .chain(_ -> connection.preparedQuery(ADD).execute(row(key, known)))
                        .map(RowSet::rowCount)
                        .chain(added -> added == 0 ? unchanged() : told(connection, key))));
  }

  private static Tuple row(Kept key, Set<String> known) {
    return Tuple.from(
        List.of(
            key.id(),
            Buffer.buffer(key.sealed()),
            utc(key.signsFrom()),
            utc(key.signsUntil()),
            utc(key.goneAt()),
            known.toArray(String[]::new)));
  }

  private static Uni<Boolean> unchanged() {
    return Uni.createFrom().item(false);
  }

  private static Uni<Boolean> told(SqlConnection connection, Kept key) {
    return connection.preparedQuery(TELL).execute(Tuple.of(key.id())).replaceWith(true);
  }
}
