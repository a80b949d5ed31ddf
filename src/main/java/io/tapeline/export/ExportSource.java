package io.tapeline.export;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** One kind of data that files are made of. A bean for each. */
public interface ExportSource<T> {

  /** Its name: {@code candles}. */
  String data();

  /** Whether its rows are of intervals of a length that has to be said. */
  boolean hasIntervals();

  /** The id of what a caller means. Fails with ids that may have been meant. */
  Uni<String> find(String id);

  /**
   * The moment up to which all is stored, nanoseconds since 1970 UTC. Fails with {@code
   * store_unavailable}.
   *
   * @param asOfNanos at least this one, if that is so; null for the newest that is known
   */
  Uni<Long> horizon(@Nullable Long asOfNanos);

  RowShape<T> shape();

  /** The rows of a plan that was settled with this source. */
  ExportRows<T> rows(ExportPlan plan);
}
