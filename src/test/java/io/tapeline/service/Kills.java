package io.tapeline.service;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Kills at moments that a seed draws, every third with the database, and how many of them hit the
 * work under way. The seed is another one each time, and named in a failure: {@code
 * -Dtapeline.test.seed=N} has the same again.
 */
final class Kills {

  private static final Logger LOG = Logger.getLogger(Kills.class);
  private static final int WITH_DATABASE_EVERY = 3;

  /** Those that write; a moment before the kill. */
  private static final String TRANSACTIONS =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database()
      """;

  private final long seed = Long.getLong("tapeline.test.seed", System.nanoTime() % 1_000_000);
  private final Random random = new Random(seed);
  private final String of;
  private int made;
  private int hit;
  private int withDatabase;
  private int inTransaction;

  Kills(String of) {
    this.of = of;
  }

  /** Waits for a moment between now and then, the same chance for each. */
  void sleepUpTo(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextLong(Math.max(1, millis)));
  }

  /**
   * Kills the service, and each third time PostgreSQL at the same moment.
   *
   * @return whether the database went too
   */
  boolean kill(PackagedService service) throws Exception {
    if (service.query(TRANSACTIONS) > 0) {
      inTransaction++;
    }
    boolean both = ++made % WITH_DATABASE_EVERY == 0;
    if (both) {
      withDatabase++;
      service.killWithDatabase();
    } else {
      service.kill();
    }
    return both;
  }

  /** The last kill came while the work was under way. */
  void hit() {
    hit++;
  }

  int hits() {
    return hit;
  }

  int made() {
    return made;
  }

  /** For the log, where a test has gone well. */
  void tell() {
    LOG.infof("%s", this);
  }

  @Override
  public String toString() {
    return "%s, seed %d: %d kills, %d under way, %d in a transaction, %d with the database"
        .formatted(of, seed, made, hit, inTransaction, withDatabase);
  }
}
