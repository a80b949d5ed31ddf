package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.KnownRange.Kept;
import java.util.Optional;

/** Settled ranges that any process has read, kept where all find them; all of it can be lost. */
public interface SharedRanges {

  /** What is kept of it, from whatever moment. Never fails, and never takes long. */
  Uni<Optional<Kept>> find(CandleRange range);

  /** Keeps it for so long, if it can be; nobody waits for that. */
  void keep(CandleRange range, Kept answer);
}
