package io.tapeline.signal.record;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.market.Interval;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Database;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has records made when they are due, by the process that stores the feed. Due is what the store
 * says: whatever stops when, they are made once for each span of time.
 */
@ApplicationScoped
public class RecordKeeping {

  private static final Logger LOG = Logger.getLogger(RecordKeeping.class);

  /** Longest between two looks whether they are due. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final RecordConfig config;
  private final RecordMaking making;
  private final RecordStore store;
  private final CandleHistory history;
  private final FeedName feed;
  private final Database database;
  private final Clock clock;
  private final Vertx vertx;
  private volatile boolean stopped;
  private volatile @Nullable Instant tried;

  public RecordKeeping(
      RecordConfig config,
      RecordMaking making,
      RecordStore store,
      CandleHistory history,
      FeedName feed,
      Database database,
      Clock clock,
      Vertx vertx) {
    this.config = config;
    this.making = making;
    this.store = store;
    this.history = history;
    this.feed = feed;
    this.database = database;
    this.clock = clock;
    this.vertx = vertx;
  }

  /**
   * @throws IllegalArgumentException if the configuration names what can be no series
   */
  void start(@Observes StartupEvent event) {
    if (config.enabled() && feed.isFollowed()) {
      series();
      database.whenOpen(this::after);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private List<String> series() {
    return config.series().stream()
        .map(id -> Series.parse(id.toLowerCase(Locale.ROOT)).id())
        .sorted()
        .toList();
  }

  private void after() {
    vertx.setTimer(Math.min(LOOK.toMillis(), config.every().toMillis()), _ -> look());
  }

  private void look() {
    if (stopped) {
      return;
    }
    Uni<Void> work = database.keeping().isOurs() ? keep() : Uni.createFrom().voidItem();
    work.subscribe()
        .with(
            _ -> after(),
            failure -> {
              LOG.warnf("records of strategies wait: %s", failure);
              after();
            });
  }

  private boolean isOver(@Nullable Instant last) {
    return last == null || !clock.instant().isBefore(last.plus(config.every()));
  }

  private Uni<Void> keep() {
    return isOver(tried)
        ? store
            .last(RecordMaking.strategies())
            .chain(last -> isOver(last.orElse(null)) ? made() : Uni.createFrom().voidItem())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> made() {
    tried = clock.instant();
    return history
        .horizon()
        .newest()
        .chain(
            horizon ->
                Multi.createFrom()
                    .iterable(series())
                    .onItem()
                    .transformToUniAndConcatenate(id -> of(id, horizon))
                    .collect()
                    .last());
  }

  private Uni<Void> of(String series, long horizonNanos) {
    return Multi.createFrom()
        .iterable(config.intervals())
        .onItem()
        .transformToUniAndConcatenate(
            id -> of(series, Interval.of(id).orElseThrow(), horizonNanos).chain(store::write))
        .collect()
        .last();
  }

  private Uni<List<TrackRecord>> of(String series, Interval interval, long horizonNanos) {
    return Uni.createFrom()
        .item(
            () -> {
              try {
                return making.make(series, interval, horizonNanos);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("told to leave off", e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
