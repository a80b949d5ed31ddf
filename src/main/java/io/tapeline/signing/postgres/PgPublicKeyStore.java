package io.tapeline.signing.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.signing.PublicKey;
import io.tapeline.signing.app.PublicKeyStore;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Public keys in PostgreSQL, for good: a few each year. */
@ApplicationScoped
public class PgPublicKeyStore implements PublicKeyStore {

  private static final String ADD =
      "INSERT INTO answer_key (id, x, signs_from, signs_until) VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT (id) DO NOTHING";

  private static final String ALL = "SELECT id, x, signs_from, signs_until FROM answer_key";

  private final Pool pool;

  public PgPublicKeyStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<List<PublicKey>> keep(List<PublicKey> keys) {
    return pool.preparedQuery(ADD)
        .executeBatch(keys.stream().map(PgPublicKeyStore::row).toList())
        .chain(_ -> pool.preparedQuery(ALL).execute())
        .map(rows -> rows.stream().map(PgPublicKeyStore::key).toList());
  }

  private static Tuple row(PublicKey key) {
    return Tuple.of(key.id(), Buffer.buffer(key.x()), utc(key.from()), utc(key.until()));
  }

  private static Object utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static PublicKey key(Row row) {
    return new PublicKey(
        row.getString(0),
        row.getBuffer(1).getBytes(),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant());
  }
}
