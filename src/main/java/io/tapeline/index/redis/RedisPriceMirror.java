package io.tapeline.index.redis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.http.Encoded;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.json.PriceJson;
import io.tapeline.market.Instrument;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.Upstream;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the newest prices to Redis, those that changed, several times a second in one batch: the
 * value under {@code tapeline:price:btc-usd} for a minute, the same on the channel of that name.
 * Without Redis prices are skipped and counted; the next batch has newer ones anyway.
 */
@ApplicationScoped
public class RedisPriceMirror implements Part {

  private static final long EVERY_MILLIS = 250;
  private static final String PREFIX = "tapeline:price:";
  private static final String KEEP_SECONDS = "60";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Redis redis;
  private final Vertx vertx;
  private final PriceBoard board;
  private final ObjectMapper mapper;
  private final FeedName feed;
  private final boolean enabled;
  private final Upstream upstream;
  private final Counter written;
  private final Counter failures;
  private final Map<Instrument, PriceBoard.Entry> sent = new HashMap<>();
  private boolean busy;
  private volatile @Nullable String problem = "it was not reached yet";

  public RedisPriceMirror(
      Redis redis,
      Vertx vertx,
      PriceBoard board,
      ObjectMapper mapper,
      FeedName feed,
      StoreMeters meters,
      Upstreams upstreams,
      @ConfigProperty(name = "tapeline.redis.enabled", defaultValue = "true") boolean enabled) {
    this.redis = redis;
    this.vertx = vertx;
    this.board = board;
    this.mapper = mapper;
    this.feed = feed;
    this.enabled = enabled;
    this.upstream = upstreams.of(Care.of("redis-prices", TIMEOUT));
    this.written = meters.rows("redis_prices");
    this.failures = meters.failures("redis_prices");
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      vertx.setPeriodic(EVERY_MILLIS, _ -> mirror());
    }
  }

  private synchronized void mirror() {
    if (busy) {
      return;
    }
    List<PriceBoard.Entry> changed =
        board.prices().stream()
            .filter(entry -> !entry.equals(sent.get(entry.price().instrument())))
            .toList();
    if (changed.isEmpty() && problem == null) {
      return;
    }
    busy = true;
    List<Request> requests = new ArrayList<>(changed.size() * 2);
    changed.forEach(entry -> requests(entry, requests));
    if (changed.isEmpty()) {
      // nothing to write, but whether one could is news
      requests.add(Request.cmd(Command.PING));
    }
    upstream.call(() -> redis.batch(requests)).subscribe().with(_ -> done(changed), this::failed);
  }

  private void requests(PriceBoard.Entry entry, List<Request> requests) {
    String key = PREFIX + entry.price().instrument().id();
    String json =
        new String(
            Encoded.json(mapper, PriceJson.of(entry, feed.id())).bytes(), StandardCharsets.UTF_8);
    requests.add(Request.cmd(Command.SET).arg(key).arg(json).arg("EX").arg(KEEP_SECONDS));
    requests.add(Request.cmd(Command.PUBLISH).arg(key).arg(json));
  }

  private synchronized void done(List<PriceBoard.Entry> changed) {
    changed.forEach(entry -> sent.put(entry.price().instrument(), entry));
    written.increment(changed.size());
    problem = null;
    busy = false;
  }

  private synchronized void failed(Throwable failure) {
    failures.increment();
    if (problem == null || !(failure instanceof CircuitBreakerOpenException)) {
      problem = "it does not answer: " + failure.getMessage();
    }
    busy = false;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Optional<String> problem() {
    return enabled ? Optional.ofNullable(problem) : Optional.of("switched off by configuration");
  }
}
