package io.tapeline.signal.record;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.market.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is due: all records each span of time, and single ones of which candles have come that
 * they lacked. Due is what the store says: whatever stops when, they are made once.
 */
@ApplicationScoped
class RecordRounds {

  private final RecordConfig config;
  private final RecordMaking making;
  private final LateCandles late;
  private final RecordStore store;
  private final CandleHistory history;
  private final Clock clock;
  private volatile @Nullable Instant tried;

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
                    : isDue().chain(due -> due ? all(horizon) : completed(horizon)));
  }

  private Uni<Boolean> isDue() {
    return isOver(tried)
        ? store.last(RecordMaking.strategies()).map(last -> isOver(last.orElse(null)))
        : Uni.createFrom().item(false);
  }

  private boolean isOver(@Nullable Instant last) {
    return last == null || !clock.instant().isBefore(last.plus(config.every()));
  }

  private Uni<Void> all(long horizonNanos) {
    tried = clock.instant();
    return each(series(), id -> each(config.intervals(), length -> of(id, length, horizonNanos)));
  }

  /** Of all strategies, which have the same parts. */
  private Uni<Void> completed(long horizonNanos) {
    return store
        .newest(RecordMaking.strategies().getFirst())
        .chain(newest -> each(newest, made -> completed(made, horizonNanos)));
  }

  private Uni<Void> completed(TrackRecord made, long horizonNanos) {
    String length = made.interval().id();
    return series().contains(made.series()) && config.intervals().contains(length)
        ? late.haveCome(made, horizonNanos)
            .chain(
                come ->
                    come ? of(made.series(), length, horizonNanos) : Uni.createFrom().voidItem())
        : Uni.createFrom().voidItem();
  }

  /** One after the other. */
  private static <T> Uni<Void> each(Iterable<T> all, Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(work::apply)
        .collect()
        .last();
  }

  private Uni<Void> of(String series, String length, long horizonNanos) {
    Interval interval = Interval.of(length).orElseThrow();
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
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(store::write);
  }
}
