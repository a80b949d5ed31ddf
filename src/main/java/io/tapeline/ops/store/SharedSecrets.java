package io.tapeline.ops.store;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keys for signing what we ourselves read again. All replicas share them through the database,
 * where the first one makes them; who can read the database can read all that they protect.
 */
@ApplicationScoped
public class SharedSecrets {

  private static final Logger LOG = Logger.getLogger(SharedSecrets.class);
  private static final int BYTES = 32;
  private static final long RETRY_MILLIS = 1_000;

  /** What the keys are for. */
  public enum Use {
    RECEIPTS,
    SHARED_RANGES
  }

  private final Pool pool;
  private final Vertx vertx;
  private final Database database;
  private final SecureRandom random = new SecureRandom();
  private final Map<Use, byte[]> known = new ConcurrentHashMap<>();

  public SharedSecrets(Pool pool, Vertx vertx, Database database) {
    this.pool = pool;
    this.vertx = vertx;
    this.database = database;
  }

  void start(@Observes StartupEvent event) {
    database.whenOpen(this::load);
  }

  private void load() {
    for (Use use : Use.values()) {
      load(use);
    }
  }

  private void load(Use use) {
    byte[] fresh = new byte[BYTES];
    random.nextBytes(fresh);
    // the update changes nothing and makes the row that was there first come back
    pool.preparedQuery(
            "INSERT INTO shared_secret (use, value) VALUES ($1, $2) ON CONFLICT (use) DO UPDATE"
                + " SET use = excluded.use RETURNING value")
        .execute(Tuple.of(use.name(), Buffer.buffer(fresh)))
        .subscribe()
        .with(
            rows -> known.put(use, rows.iterator().next().getBuffer(0).getBytes()),
            failure -> {
              LOG.warnf("no key for %s yet: %s", use, failure.getMessage());
              vertx.setTimer(RETRY_MILLIS, _ -> load(use));
            });
  }

  /** The key; nothing before the database has been open once. Not to be changed. */
  public Optional<byte[]> of(Use use) {
    return Optional.ofNullable(known.get(use));
  }
}
