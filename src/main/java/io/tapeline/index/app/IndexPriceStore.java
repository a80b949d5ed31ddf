package io.tapeline.index.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.index.IndexPrice;
import io.tapeline.market.Instrument;
import java.util.Optional;

/** Keeps one index price a second for each instrument. */
public interface IndexPriceStore {

  /** Takes a price to be stored soon, in batches. Never blocks; a full spool is counted. */
  void append(IndexPrice price);

  /** The newest stored price at or before this time, with its constituents. */
  Uni<Optional<IndexPrice>> at(Instrument instrument, long timeNanos);
}
