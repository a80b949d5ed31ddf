package io.tapeline.ops.store;

import static java.util.Objects.requireNonNull;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Configs;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.embedded.LocalPostgres;
import io.tapeline.ops.embedded.StoreAddresses;
import io.tapeline.ops.store.SharedPostgres.TestDatabase;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL, and the database's part of the service over it, put together by hand: for
 * tests of stores that need no Quarkus. Who gives a folder has a server of his own there, which can
 * be stopped and started again.
 */
public final class TestStores implements AutoCloseable {

  public static final Duration PATIENCE = Duration.ofSeconds(30);

  public final Vertx vertx = Vertx.vertx();
  public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  public final StoreMeters meters = new StoreMeters(registry);
  public final StoreConfig config;
  public final StoreReads reads;
  public final Pool pool;
  public final AgroalDataSource jdbc;
  public final Database database;
  public final SeriesKeys keys;
  public final Partitions partitions;
  public final SharedSecrets secrets;
  private final String url;
  private final @Nullable LocalPostgres own;
  private final @Nullable TestDatabase shared;
  private final Flyway flyway;

  /** With a server of its own. Nothing is started yet. */
  public TestStores(Path folder, Map<String, String> settings) throws IOException {
    this(FreshPostgres.in(folder), null, settings);
  }

  private TestStores(
      @Nullable LocalPostgres own, @Nullable TestDatabase shared, Map<String, String> settings) {
    this.own = own;
    this.shared = shared;
    url = own == null ? requireNonNull(shared).url() : own.url();
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("tapeline.store.flush-every", "20ms");
    config = Configs.of(StoreConfig.class, all);
    reads = new StoreReads(config, TestUpstreams.of(Map.of()));
    pool = anotherPool();
    Map<String, String> address = StoreAddresses.postgres(url + "?connectTimeout=2");
    jdbc = jdbc(address);
    flyway = Flyway.configure().dataSource(jdbc).load();
    database = new Database(vertx, flyway, pool, new FeedName("sandbox", false), config);
    keys = new SeriesKeys(pool);
    partitions = new Partitions(pool, Clock.systemUTC(), vertx, database);
    secrets = new SharedSecrets(pool, vertx, database);
  }

  /** Started and open, on a server that others have used and will use. */
  public static TestStores open() throws Exception {
    return new TestStores(null, SharedPostgres.database(), Map.of()).opened();
  }

  /** Started and open, with a server of its own. */
  public static TestStores open(Path folder) throws Exception {
    TestStores stores = new TestStores(folder, Map.of());
    stores.startServer();
    return stores.opened();
  }

  private TestStores opened() throws InterruptedException {
    startService();
    awaitOpen();
    return this;
  }

  public void startServer() throws IOException, SQLException {
    requireNonNull(own).start();
  }

  public void stopServer() throws IOException {
    requireNonNull(own).close();
  }

  public void startService() {
    var start = new io.quarkus.runtime.StartupEvent();
    secrets.start(start);
    database.start(start);
  }

  public void awaitOpen() throws InterruptedException {
    await(database::isOpen);
  }

  /** Until everything that was appended to this store is acknowledged or given up. */
  public void drained(String store) throws InterruptedException {
    await(() -> pending(store) == 0);
  }

  public void await(java.util.function.BooleanSupplier done) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not in time; the database: " + database.problem().orElse("fine"));
      }
      Thread.sleep(5);
    }
  }

  public int pending(String store) {
    return (int) registry.get("tapeline.store.pending").tag("store", store).gauge().value();
  }

  public double count(String meter, String store) {
    return registry.get(meter).tag("store", store).counter().count();
  }

  public List<Row> rows(String sql) {
    return pool.query(sql).execute().await().atMost(PATIENCE).stream().toList();
  }

  public long count(String table) {
    return rows("SELECT count(*) FROM " + table).getFirst().getLong(0);
  }

  /** For what the Vert.x client has no words for. */
  public Connection connection() throws SQLException {
    return jdbc.getConnection();
  }

  public DataSource dataSource() {
    return jdbc;
  }

  /** Connections of another process. */
  Pool anotherPool() {
    PgConnectOptions connect = PgConnectOptions.fromUri(url).setCachePreparedStatements(true);
    return Pool.newInstance(
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(connect)
            .with(new PoolOptions().setMaxSize(8))
            .build());
  }

  private static AgroalDataSource jdbc(Map<String, String> address) {
    var configuration =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(8)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(address.get("quarkus.datasource.jdbc.url"))
                                    .principal(
                                        new NamePrincipal(
                                            address.get("quarkus.datasource.username")))
                                    .credential(
                                        new SimplePassword(
                                            address.get("quarkus.datasource.password")))));
    try {
      return AgroalDataSource.from(configuration);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another process on the same database, which follows the feed. */
  Database another(Pool connections) {
    return new Database(vertx, flyway, connections, new FeedName("sandbox", true), config);
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    pool.close().await().atMost(PATIENCE);
    jdbc.close();
    if (own != null) {
      own.close();
    }
    if (shared != null) {
      shared.close();
    }
    var _ = vertx.close();
  }
}
