package io.tapeline.export;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The rows of one file, read once, from the first to the last. */
public interface ExportRows<T> {

  /** In which steps of time it is told how far they are read. */
  record Step(long nanos, String unit) {}

  Step step();

  /** The next rows, ascending by time; none at the end. Fails with {@code store_unavailable}. */
  Uni<List<T>> next();

  /** Nanoseconds since 1970 UTC. */
  long timeNanos(T row);

  /**
   * What its manifest says of them before they are read, in order. Waits for the store, so on a
   * thread that may.
   */
  Map<String, Object> known();

  /** What its manifest says of them after they were read, in order. */
  Map<String, Object> counted();
}
