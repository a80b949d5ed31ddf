package io.tapeline.signal.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.StrategyName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps records, all that were ever made. */
public interface RecordStore {

  /**
   * On what strategies are tried.
   *
   * @param series id
   */
  record Ground(String series, Interval interval) {}

  /** Stores all of these or none. */
  Uni<Void> write(List<TrackRecord> made);

  /** The newest of each series and interval, by both. Fails with {@code store_unavailable}. */
  Uni<List<TrackRecord>> newest(StrategyName strategy);

  /**
   * Since when there are records of all these strategies: the oldest of their newest. Nothing of
   * what one of them has none.
   */
  Uni<Map<Ground, Instant>> last(List<StrategyName> strategies);
}
