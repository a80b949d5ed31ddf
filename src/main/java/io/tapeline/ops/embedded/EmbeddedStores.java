package io.tapeline.ops.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a service that was told of none, in the folder of its feed. Addresses are chosen
 * before the service starts, the servers come up beside it.
 */
public final class EmbeddedStores implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EmbeddedStores.class);
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final long AGAIN_AFTER_MILLIS = 2_000;

  private final @Nullable HomeLock lock;
  private final @Nullable LocalRedis redis;
  private final @Nullable LocalPostgres postgres;
  private final List<Thread> watches = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private EmbeddedStores(
      @Nullable HomeLock lock, @Nullable LocalRedis redis, @Nullable LocalPostgres postgres) {
    this.lock = lock;
    this.redis = redis;
    this.postgres = postgres;
  }

  /**
   * Takes the folder, looks at the environment and says where the stores will be, as system
   * properties.
   *
   * @param fresh forget what is kept
   * @throws IOException with a message for people if the folder is in use
   * @throws IllegalArgumentException with a message for people if the environment makes no sense
   */
  public static EmbeddedStores prepare(FeedFolder folder, boolean fresh) throws IOException {
    HomeLock lock = HomeLock.take(folder.run());
    try {
      if (fresh) {
        empty(folder);
      }
      return new EmbeddedStores(lock, prepareRedis(folder), preparePostgres(folder));
    } catch (IOException | IllegalArgumentException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Says where the record is, for a process that does a piece of work on it: the database that the
   * environment names, else that of the service that runs in this folder, else one of our own.
   *
   * @throws IOException with a message for people if there is none to be had
   * @throws IllegalArgumentException with a message for people if the environment makes no sense
   */
  public static EmbeddedStores join(FeedFolder folder) throws IOException {
    if (isPostgresGiven()) {
      return new EmbeddedStores(null, null, preparePostgres(folder));
    }
    HomeLock lock;
    try {
      lock = HomeLock.take(folder.run());
    } catch (IOException inUse) {
      int port = LocalPostgres.runningPort(folder.postgres()).orElseThrow(() -> inUse);
      set(
          StoreAddresses.postgres(
              new LocalPostgres(folder.postgres(), folder.programs(), port).url()));
      return new EmbeddedStores(null, null, null);
    }
    return new EmbeddedStores(lock, null, preparePostgres(folder));
  }

  private static boolean isPostgresGiven() {
    String given = System.getenv("TAPELINE_DB_URL");
    return given != null && !given.isBlank();
  }

  /** What a killed service has left running must not write into a folder that is no more. */
  private static void empty(FeedFolder folder) throws IOException {
    new LocalRedis(folder.redis(), 0).stopOrphan();
    new LocalPostgres(folder.postgres(), folder.programs(), 0).stopOrphan();
    folder.empty();
  }

  private static @Nullable LocalRedis prepareRedis(FeedFolder folder) throws IOException {
    String given = System.getenv("TAPELINE_REDIS_URL");
    if (given != null && !given.isBlank()) {
      set(StoreAddresses.redis(given));
      return null;
    }
    LocalRedis redis = new LocalRedis(folder.redis(), LocalPorts.free());
    set(StoreAddresses.redis(redis.url()));
    return redis;
  }

  private static @Nullable LocalPostgres preparePostgres(FeedFolder folder) throws IOException {
    String given = System.getenv("TAPELINE_DB_URL");
    if (given != null && !given.isBlank()) {
      set(StoreAddresses.postgres(given));
      return null;
    }
    LocalPostgres postgres =
        new LocalPostgres(folder.postgres(), folder.programs(), LocalPorts.free());
    set(StoreAddresses.postgres(postgres.url()));
    return postgres;
  }

  private static void set(Map<String, String> settings) {
    settings.forEach(System::setProperty);
  }

  /** Starts what is ours, in the background; the service catches up with it. */
  public void start() {
    if (redis != null) {
      watch("Redis", redis::start, redis::isRunning);
    }
    if (postgres != null) {
      watch("PostgreSQL", postgres::start, postgres::isRunning);
    }
  }

  private interface Starting {
    void run() throws IOException, SQLException;
  }

  private interface Looking {
    boolean isRunning() throws IOException;
  }

  private void watch(String name, Starting starting, Looking looking) {
    watches.add(
        Thread.ofPlatform()
            .name("watch-" + name)
            .daemon(true)
            .start(
                () -> {
                  if (isStarted(name, starting)) {
                    keepRunning(name, starting, looking);
                  }
                }));
  }

  private static boolean isStarted(String name, Starting starting) {
    try {
      starting.run();
      return true;
    } catch (IOException | SQLException | RuntimeException e) {
      LOG.errorf("the embedded %s did not start: %s", name, e.getMessage());
      return false;
    }
  }

  /** One that was killed, by hand or for want of memory, comes up again where it was. */
  private void keepRunning(String name, Starting starting, Looking looking) {
    try {
      while (!closing.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        if (hasEnded(looking)) {
          LOG.warnf("the embedded %s has ended; it is started again", name);
          if (!isStarted(name, starting)) {
            closing.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasEnded(Looking looking) {
    try {
      return !looking.isRunning();
    } catch (IOException e) {
      LOG.debugf("a store's own file can't be read just now: %s", e.getMessage());
      return false;
    }
  }

  /** Stops what is ours, the record last, and then lets go of the folder. */
  @Override
  public void close() {
    closing.countDown();
    for (Thread watch : watches) {
      try {
        watch.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    close(redis);
    close(postgres);
    close(lock);
  }

  private static void close(@Nullable AutoCloseable part) {
    if (part == null) {
      return;
    }
    try {
      part.close();
    } catch (Exception e) {
      LOG.warnf("%s did not stop cleanly: %s", part.getClass().getSimpleName(), e.getMessage());
    }
  }
}
