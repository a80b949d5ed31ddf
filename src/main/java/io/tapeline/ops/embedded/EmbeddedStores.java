package io.tapeline.ops.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a service that was told of none, in its home folder. Ports are chosen before the
 * service starts, the servers come up beside it.
 */
public final class EmbeddedStores implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EmbeddedStores.class);

  private final List<AutoCloseable> toClose = new ArrayList<>();
  private final List<CompletableFuture<Void>> starting = new ArrayList<>();
  private final @Nullable LocalPostgres postgres;
  private final @Nullable LocalRedis redis;

  private EmbeddedStores(@Nullable LocalPostgres postgres, @Nullable LocalRedis redis) {
    this.postgres = postgres;
    this.redis = redis;
  }

  /**
   * Looks at the environment and says where the stores will be, as system properties.
   *
   * @throws IOException with a message for people if the home folder is in use
   */
  public static EmbeddedStores prepare() throws IOException {
    String database = System.getenv("TAPELINE_DB_URL");
    String cache = System.getenv("TAPELINE_REDIS_URL");
    Path home = Path.of(System.getProperty("tapeline.home", ".tapeline/default")).toAbsolutePath();
    LocalPostgres postgres = null;
    LocalRedis redis = null;
    if (database != null) {
      set(StoreAddresses.postgres(database));
    } else {
      postgres =
          new LocalPostgres(home.resolve("postgres"), home.resolveSibling("bin"), freePort());
      set(
          StoreAddresses.postgres(
              "postgresql://%1$s@127.0.0.1:%2$d/%1$s"
                  .formatted(LocalPostgres.NAME, postgres.port())));
    }
    if (cache != null) {
      set(StoreAddresses.redis(cache));
    } else {
      redis = new LocalRedis(home.resolve("redis"), freePort());
      set(StoreAddresses.redis("redis://127.0.0.1:" + redis.port()));
    }
    EmbeddedStores stores = new EmbeddedStores(postgres, redis);
    if (database == null || cache == null) {
      stores.toClose.add(HomeLock.take(home.resolve("run")));
    }
    return stores;
  }

  private static void set(Map<String, String> settings) {
    settings.forEach(System::setProperty);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts what is ours, in the background; the service catches up with it. */
  public void start() {
    LocalRedis ourRedis = redis;
    if (ourRedis != null) {
      starting.add(background("Redis", ourRedis::start));
      toClose.addFirst(ourRedis);
    }
    LocalPostgres ourPostgres = postgres;
    if (ourPostgres != null) {
      starting.add(background("PostgreSQL", ourPostgres::start));
      toClose.addFirst(ourPostgres);
    }
  }

  private interface Starting {
    void run() throws IOException, SQLException;
  }

  private static CompletableFuture<Void> background(String name, Starting starting) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("start-" + name)
        .start(
            () -> {
              try {
                starting.run();
                done.complete(null);
              } catch (IOException | SQLException | RuntimeException e) {
                LOG.errorf("the embedded %s did not start: %s", name, e.getMessage());
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  /** Stops what is ours, and lets go of the home folder last. */
  @Override
  public void close() {
    for (CompletableFuture<Void> each : starting) {
      try {
        each.join();
      } catch (CompletionException _) {
        // said when it happened; there is nothing to stop
      }
    }
    for (AutoCloseable each : List.copyOf(toClose)) {
      if (!(each instanceof HomeLock)) {
        close(each);
      }
    }
    toClose.stream().filter(HomeLock.class::isInstance).forEach(EmbeddedStores::close);
  }

  private static void close(AutoCloseable store) {
    try {
      store.close();
    } catch (Exception e) {
      LOG.warnf("%s did not stop cleanly: %s", store.getClass().getSimpleName(), e.getMessage());
    }
  }
}
