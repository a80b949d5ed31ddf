package io.tapeline.signal.record;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.market.Interval;
import io.tapeline.signal.record.RecordStore.Ground;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is due: all records each span of time, and single ones of which candles have come that
 * they lacked. Due is what the store says: whatever stops when, they are made once, and what a
 * failure left undone is made when {@link Retry} lets it.
 */
@ApplicationScoped
class RecordRounds {

  private final RecordConfig config;
  private final RecordMaking making;
  private final LateCandles late;
  private final RecordStore store;
  private final CandleHistory history;
  private final Clock clock;
  private final Retry retry = new Retry();

  RecordRounds(
      RecordConfig config,
      RecordMaking making,
      LateCandles late,
      RecordStore store,
      CandleHistory history,
      Clock clock) {
    this.config = config;
    this.making = making;
    this.late = late;
    this.store = store;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Ids of those that are wanted.
   *
   * @throws IllegalArgumentException if the configuration names what can be no series
   */
  List<String> series() {
    return config.series().stream()
        .map(id -> Series.parse(id.toLowerCase(Locale.ROOT)).id())
        .sorted()
        .toList();
  }

  /** Makes what is due now. */
  Uni<Void> keep() {
    return history
        .horizon()
        .newest()
        .chain(
            horizon ->
                horizon < 0 // there is nothing to make them of
                    ? Uni.createFrom().voidItem()
                    : due().chain(due -> due.isEmpty() ? completed(horizon) : made(due, horizon)));
  }

  /** What is due now, unless it has just failed; none where nothing is. */
  private Uni<List<Ground>> due() {
    return retry.isHeldBack(clock.instant())
        ? Uni.createFrom().item(List.of())
        : store.last(RecordMaking.strategies()).map(this::due);
  }

  /** Where one is due so is all that is not much younger: they stay together, day after day. */
  private List<Ground> due(Map<Ground, Instant> last) {
    Duration every = config.every();
    return grounds().stream().anyMatch(ground -> isOver(last.get(ground), every))
        ? grounds().stream().filter(ground -> isOver(last.get(ground), every.dividedBy(2))).toList()
        : List.of();
  }

  private boolean isOver(@Nullable Instant last, Duration span) {
    return last == null || !clock.instant().isBefore(last.plus(span));
  }

  private List<Ground> grounds() {
    return series().stream()
        .flatMap(id -> config.intervals().stream().map(length -> ground(id, length)))
        .toList();
  }

  private static Ground ground(String series, String length) {
    return new Ground(series, Interval.of(length).orElseThrow());
  }

  private Uni<Void> made(List<Ground> due, long horizonNanos) {
    return each(due, ground -> of(ground, horizonNanos))
        .invoke(retry::succeeded)
        .onFailure()
        .invoke(_ -> retry.failed(clock.instant()));
  }

  /** Of all strategies, which have the same parts. */
  private Uni<Void> completed(long horizonNanos) {
    return store
        .newest(RecordMaking.strategies().getFirst())
        .chain(newest -> each(newest, made -> completed(made, horizonNanos)));
  }

  private Uni<Void> completed(TrackRecord made, long horizonNanos) {
    Ground ground = new Ground(made.series(), made.interval());
    return grounds().contains(ground)
        ? late.haveCome(made, horizonNanos)
            .chain(come -> come ? of(ground, horizonNanos) : Uni.createFrom().voidItem())
        : Uni.createFrom().voidItem();
  }

  /** One after the other. One that fails holds up none of the others. */
  private static <T> Uni<Void> each(Iterable<T> all, Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUni(work::apply)
        .collectFailures()
        .concatenate()
        .collect()
        .last();
  }

  private Uni<Void> of(Ground ground, long horizonNanos) {
    return Uni.createFrom()
        .item(
            () -> {
              try {
                return making.make(ground.series(), ground.interval(), horizonNanos);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("told to leave off", e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(store::write);
  }
}
