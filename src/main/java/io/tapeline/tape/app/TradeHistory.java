package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.Horizon;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Trades as they were known at a moment: those recorded by then. From the store alone, so that the
 * same question has the same answer for as long as the data is kept.
 */
@ApplicationScoped
public class TradeHistory {

  private final StoredTrades stored;
  private final TapeTime time;
  private final TapeConfig config;
  private final Horizon horizon;

  public TradeHistory(StoredTrades stored, TapeTime time, TapeConfig config) {
    this.stored = stored;
    this.time = time;
    this.config = config;
    this.horizon = new Horizon(stored::horizon);
  }

  /** Up to which moment all is recorded. Fails with {@code store_unavailable}. */
  public Horizon horizon() {
    return horizon;
  }

  /**
   * Trades that happened by then are stored, but for those of which we hear late: by a repair, from
   * a file. Nanoseconds since 1970 UTC; {@link Long#MIN_VALUE} if nothing is stored.
   */
  public long storedNanos() {
    return stored.isThere()
        ? Math.min(time.nanos(), stored.writtenUpToNanos()) - config.settledAfter().toNanos()
        : Long.MIN_VALUE;
  }

  /**
   * Trades of a range by event time, then id, ascending: the first {@code limit}. Fails with {@code
   * store_unavailable}.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public Uni<List<Traded>> read(TradeRange range, long asOfNanos, int limit) {
    return stored.read(range, asOfNanos, limit);
  }

  /**
   * All of a range, page by page.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public TradeStream stream(TradeRange range, long asOfNanos) {
    return new TradeStream(this, range, asOfNanos);
  }
}
