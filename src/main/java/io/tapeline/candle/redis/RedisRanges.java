package io.tapeline.candle.redis;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.KnownRange;
import io.tapeline.candle.app.KnownRange.Kept;
import io.tapeline.candle.app.SharedRanges;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.SharedSecrets;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.Upstream;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Ranges in Redis, under {@code tapeline:candles:DATABASE:SERIES:INTERVAL:FROM:TO:LIMIT}, times in
 * nanoseconds since 1970 UTC. The database has a name that it made up itself, so that two never
 * share a key. Redis is waited for for a moment only, and left alone after a failure.
 */
@ApplicationScoped
public class RedisRanges implements SharedRanges {

  private static final String PREFIX = "tapeline:candles:";
  private static final int NAME_BYTES = 8;
  private static final int BYTES_PER_KILOBYTE = 1_024;

  private final Redis redis;
  private final SharedSecrets secrets;
  private final CandleMeters meters;
  private final int mostBytes;
  private final boolean enabled;
  private final Upstream upstream;

  public RedisRanges(
      Redis redis,
      SharedSecrets secrets,
      CandleConfig config,
      CandleMeters meters,
      Upstreams upstreams,
      @ConfigProperty(name = "tapeline.redis.enabled", defaultValue = "true") boolean enabled) {
    this.redis = redis;
    this.secrets = secrets;
    this.meters = meters;
    this.upstream = upstreams.of(Care.of("redis-ranges", config.sharedWait()));
    this.mostBytes = config.sharedKilobytes() * BYTES_PER_KILOBYTE;
    this.enabled = enabled && mostBytes > 0;
  }

  @Override
  public Uni<Optional<Kept>> find(CandleRange range) {
    Optional<String> key = key(range);
    return key.isPresent()
        ? ask(Request.cmd(Command.GET).arg(key.get()), Request.cmd(Command.PTTL).arg(key.get()))
            .map(answers -> kept(range, answers.get(0), answers.get(1)))
            .onFailure()
            .recoverWithItem(Optional.empty())
        : Uni.createFrom().item(Optional.empty());
  }

  private Optional<Kept> kept(
      CandleRange range, @Nullable Response found, @Nullable Response leftMillis) {
    if (found == null || leftMillis == null || leftMillis.toLong() <= 0) {
      return Optional.empty();
    }
    Optional<KnownRange> known = RangeBytes.read(range, found.toBytes());
    if (known.isEmpty()) {
      meters.notShared("unreadable").increment();
    }
    return known.map(read -> new Kept(read, Duration.ofMillis(leftMillis.toLong())));
  }

  @Override
  public void keep(CandleRange range, Kept answer) {
    key(range).ifPresent(key -> keep(key, range, answer));
  }

  private void keep(String key, CandleRange range, Kept answer) {
    byte[] bytes = RangeBytes.of(range, answer.known());
    if (bytes.length > mostBytes) {
      meters.notShared("too_large").increment();
      return;
    }
    Request write =
        Request.cmd(Command.SET)
            .arg(key)
            .arg(Buffer.buffer(bytes))
            .arg("PX")
            .arg(answer.left().toMillis());
    ask(write).subscribe().with(_ -> {}, _ -> {});
  }

  private Uni<List<Response>> ask(Request... requests) {
    return upstream
        .call(() -> redis.batch(List.of(requests)))
        .onFailure()
        .invoke(
            failure -> {
              boolean resting = failure instanceof CircuitBreakerOpenException;
              meters.notShared(resting ? "resting" : "failed").increment();
            });
  }

  /** Nothing where nothing is shared, and before the database has been open once. */
  private Optional<String> key(CandleRange range) {
    return enabled
        ? secrets.of(SharedSecrets.Use.SHARED_RANGES).map(name -> key(name, range))
        : Optional.empty();
  }

  private static String key(byte[] database, CandleRange range) {
    String name = HexFormat.of().formatHex(database, 0, NAME_BYTES);
    return PREFIX
        + String.join(
            ":",
            name,
            range.series().id(),
            range.interval().id(),
            Long.toString(range.fromNanos()),
            Long.toString(range.toNanos()),
            Integer.toString(range.limit()));
  }
}
