package io.tapeline.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tapeline.ops.embedded.LocalPostgres;
import io.tapeline.ops.embedded.LocalRedis;
import io.tapeline.ops.embedded.StoreAddresses;
import io.tapeline.ops.store.FreshPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Real, empty stores for a test of the whole service. */
public class StoresResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable LocalPostgres postgres;
  private @Nullable LocalRedis redis;

  @Override
  public Map<String, String> start() {
    try {
      Path home = Files.createTempDirectory(Path.of("target"), "stores").toAbsolutePath();
      LocalPostgres database = FreshPostgres.in(home.resolve("postgres"));
      postgres = database;
      database.start();
      LocalRedis cache = new LocalRedis(home.resolve("redis"), freePort());
      redis = cache;
      cache.start();
      Map<String, String> settings = new HashMap<>(StoreAddresses.postgres(database.url()));
      settings.putAll(StoreAddresses.redis(cache.url()));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
    try {
      if (redis != null) {
        redis.close();
      }
      if (postgres != null) {
        postgres.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
