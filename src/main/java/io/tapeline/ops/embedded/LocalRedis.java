package io.tapeline.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/**
 * A real Redis on this machine, for what may be lost: nothing is written to disk, memory is
 * bounded, reachable from this machine only.
 */
public final class LocalRedis implements AutoCloseable {

  private final Path folder;
  private final int port;
  private @Nullable RedisServer server;

  public LocalRedis(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  public void start() throws IOException {
    Files.createDirectories(folder);
    Path pidFile = folder.resolve("redis.pid");
    Orphan.stop(pidFile, "redis");
    RedisServer started =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("pidfile " + pidFile)
            .setting("dir " + folder)
            .setting("save \"\"")
            .setting("appendonly no")
            .setting("maxmemory 128mb")
            .setting("maxmemory-policy volatile-lru")
            .onShutdownForceStop(false)
            .build();
    started.start();
    server = started;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    RedisServer running = server;
    if (running != null) {
      running.stop();
      server = null;
    }
  }
}
