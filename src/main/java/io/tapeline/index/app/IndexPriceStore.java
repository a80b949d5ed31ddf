package io.tapeline.index.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.index.IndexPrice;
import io.tapeline.market.Instrument;
import java.util.List;
import java.util.Optional;

/** Keeps one index price a second for each instrument. */
public interface IndexPriceStore {

  /** Takes a price to be stored soon, in batches. Never blocks; a full spool is counted. */
  void append(IndexPrice price);

  /** The newest stored price at or before this time, with its constituents. */
  Uni<Optional<IndexPrice>> at(Instrument instrument, long timeNanos);

  /**
   * The same for every instrument that has one.
   *
   * @param notBeforeNanos inclusive: older ones are left out
   */
  Uni<List<IndexPrice>> all(long timeNanos, long notBeforeNanos);

  /** The time of the first stored price after this time. */
  Uni<Optional<Long>> next(Instrument instrument, long timeNanos);

  /** All that was appended and is older is stored; {@link Long#MAX_VALUE} if nothing waits. */
  long writtenUpToNanos();
}
