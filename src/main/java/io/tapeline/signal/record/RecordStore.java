package io.tapeline.signal.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.signal.strategy.StrategyName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps records, all that were ever made. */
public interface RecordStore {

  Uni<Void> write(List<TrackRecord> made);

  /** The newest of each series and interval, by both. Fails with {@code store_unavailable}. */
  Uni<List<TrackRecord>> newest(StrategyName strategy);

  /** When the last one was stored; nothing if one of these strategies has none. */
  Uni<Optional<Instant>> last(List<StrategyName> strategies);
}
