package io.tapeline.chain.metric.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.metric.Stretch;
import java.util.List;

/** Kept figures of blocks. Fails with {@code store_unavailable} if it does not answer. */
public interface MetricStore {

  /**
   * Intervals with blocks in them, ascending.
   *
   * @param fromNanos where the first begins
   * @param toNanos where the last ends
   * @param lengthNanos of each
   * @param asOfNanos blocks as they were known then
   */
  Uni<List<Stretch>> read(
      String chain, long fromNanos, long toNanos, long lengthNanos, long asOfNanos);

  /**
   * When hours begin that are not kept as a whole yet, ascending.
   *
   * @param newest number of the newest block that matters
   * @param most so many
   */
  Uni<List<Long>> hoursToKeep(String chain, long newest, int most);

  /**
   * Keeps a whole hour, unless it is kept.
   *
   * @param hour with figures
   */
  Uni<Void> keep(String chain, Stretch hour);

  /** All blocks that were recorded by this moment are stored; at least the one given, if so. */
  Uni<Long> horizon(long atLeastNanos);
}
