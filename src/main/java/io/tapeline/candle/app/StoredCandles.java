package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The store as readers see it: it answers, or the problem is {@code store_unavailable}. */
@ApplicationScoped
public class StoredCandles {

  private final CandleConfig config;
  private final StoreConfig store;
  private final Instance<CandleStore> stores;

  public StoredCandles(CandleConfig config, StoreConfig store, @Any Instance<CandleStore> stores) {
    this.config = config;
    this.store = store;
    this.stores = stores;
  }

  /** Whether anything is stored at all, by configuration. */
  boolean isThere() {
    return store.enabled();
  }

  /** As {@link CandleStore#closed}; as many as one request may read. */
  Uni<List<Candle>> closed(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos) {
    int most = config.maxCandlesRead();
    return ask(kept -> kept.closed(series, interval, fromNanos, toNanos, asOfNanos, most));
  }

  /** The same with only these parts. */
  Uni<List<PartialCandle>> closed(
      Series series,
      Interval interval,
      long fromNanos,
      long toNanos,
      long asOfNanos,
      Set<Part> parts) {
    int most = config.maxCandlesRead();
    return ask(kept -> kept.closed(series, interval, fromNanos, toNanos, asOfNanos, most, parts));
  }

  /** As {@link CandleStore#first}. */
  Uni<Optional<Long>> first(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos) {
    return ask(kept -> kept.first(series, interval, fromNanos, toNanos, asOfNanos));
  }

  /** As {@link CandleStore#recorded}. */
  Uni<RecordedCandles> recorded(
      Set<Interval> intervals, Set<String> series, long afterNanos, long untilNanos, int many) {
    return ask(kept -> kept.recorded(intervals, series, afterNanos, untilNanos, many));
  }

  /** As {@link CandleStore#knows}; no where nothing is stored by configuration. */
  public Uni<Boolean> knows(Series series) {
    return isThere() ? ask(kept -> kept.knows(series)) : Uni.createFrom().item(false);
  }

  /** As {@link CandleStore#horizon}. */
  Uni<Long> horizon(long atLeastNanos) {
    return ask(kept -> kept.horizon(atLeastNanos));
  }

  /** As {@link CandleStore#stretches}. */
  Uni<List<Stretch>> stretches(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit) {
    return ask(kept -> kept.stretches(series, interval, fromNanos, toNanos, asOfNanos, limit));
  }

  /** As {@link CandleStore#write}. */
  Uni<Void> write(List<Rung> batch, Fence fence) {
    return ask(kept -> kept.write(batch, fence));
  }

  private <T> Uni<T> ask(Function<CandleStore, Uni<T>> question) {
    return isThere()
        ? question
            .apply(stores.get())
            .onFailure(failure -> !(failure instanceof FencedOffException))
            .transform(_ -> unavailable())
        : Uni.createFrom().failure(unavailable());
  }

  private static ProblemException unavailable() {
    return new ProblemException(new Problem.StoreUnavailable());
  }
}
