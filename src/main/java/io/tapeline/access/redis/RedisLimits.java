package io.tapeline.access.redis;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.Limit;
import io.tapeline.access.app.AccessConfig;
import io.tapeline.access.app.SharedLimits;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.Upstream;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits in Redis, under {@code tapeline:limit:GROUP:ACCOUNT}, and the replicas that are there,
 * under {@code tapeline:replicas}. All of it can be lost: then every limit begins full.
 */
@ApplicationScoped
public class RedisLimits implements SharedLimits {

  private static final String PREFIX = "tapeline:limit:";
  private static final String REPLICAS = "tapeline:replicas";
  private static final String SCRIPT = script();

  private static final long SIGN_EVERY_MILLIS = 1_000;
  private static final long GONE_AFTER_MILLIS = 5_000;
  private static final double NANOS_PER_MICRO = 1_000;

  private final Redis redis;
  private final Vertx vertx;
  private final Clock clock;
  private final boolean enabled;
  private final String name = UUID.randomUUID().toString();
  private final Upstream upstream;
  private volatile int replicas = 1;
  private volatile boolean stopped;

  public RedisLimits(
      Redis redis,
      Vertx vertx,
      Clock clock,
      AccessConfig config,
      Upstreams upstreams,
      @ConfigProperty(name = "tapeline.redis.enabled", defaultValue = "true") boolean enabled) {
    this.redis = redis;
    this.vertx = vertx;
    this.clock = clock;
    this.upstream = upstreams.of(Care.of("redis-limits", config.leaseWait()));
    this.enabled = enabled;
  }

  private static String script() {
    try (InputStream file = RedisLimits.class.getResourceAsStream("lease.lua")) {
      if (file == null) {
        throw new IllegalStateException("lease.lua is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      sign();
    }
  }

  @Override
  public Uni<Lease> lease(String account, String group, Limit limit, long units, long back) {
    if (!enabled) {
      return Uni.createFrom().failure(new IllegalStateException("Redis is not asked"));
    }
    return ask(Request.cmd(Command.EVAL)
            .arg(SCRIPT)
            .arg(1)
            .arg(PREFIX + group + ":" + account)
            .arg(Double.toString(limit.per().toNanos() / NANOS_PER_MICRO / limit.units()))
            .arg(limit.burst())
            .arg(units)
            .arg(back))
        .map(
            told ->
                new Lease(
                    told.get(0).toLong(),
                    told.get(1).toLong(),
                    Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(told.get(2).toLong()))));
  }

  @Override
  public int replicas() {
    return replicas;
  }

  /** Tells that we are here, and sees who else is. What is not told for a while is gone. */
  private void sign() {
    long now = clock.millis();
    ask(Request.cmd(Command.ZADD).arg(REPLICAS).arg(now).arg(name))
        .chain(
            _ ->
                ask(
                    Request.cmd(Command.ZREMRANGEBYSCORE)
                        .arg(REPLICAS)
                        .arg("-inf")
                        .arg(now - GONE_AFTER_MILLIS)))
        .chain(_ -> ask(Request.cmd(Command.ZCARD).arg(REPLICAS)))
        .subscribe()
        .with(found -> signLater(found.toInteger()), _ -> signLater(replicas));
  }

  private void signLater(int found) {
    replicas = Math.max(1, found);
    if (!stopped) {
      vertx.setTimer(SIGN_EVERY_MILLIS, _ -> sign());
    }
  }

  private Uni<Response> ask(Request request) {
    return upstream.call(() -> redis.send(request));
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }
}
