package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Market;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import java.util.List;
import java.util.Map;

/** Keeps the trades of the tape, each once. */
public interface TradeStore {

  /** Takes a trade to be stored soon, in batches. Never blocks; a full spool is counted. */
  void append(Traded trade);

  /**
   * Stores these trades at once: all of them or none. Completes when they are committed, with the
   * number of those that were not stored before, each by its market, event time and id; fails if
   * the database does not take them. May be called again with the same.
   */
  Uni<Integer> write(List<Traded> batch);

  /**
   * Of what was appended, all trades that were received earlier are stored, nanoseconds since 1970
   * UTC: that of the one that waits longest. {@link Long#MAX_VALUE} if none waits.
   */
  long writtenUpToNanos();

  /**
   * A moment up to which everything is stored, nanoseconds since 1970 UTC: nothing will be recorded
   * as of it or of earlier any more. At least the one given, unless that lies in the future.
   */
  Uni<Long> horizon(long atLeastNanos);

  /** Whether anything was ever stored of it. */
  Uni<Boolean> knows(Market market);

  /**
   * Stored trades of a range, by event time and then id, ascending.
   *
   * @param asOfNanos what was recorded later is not seen; {@link Long#MAX_VALUE} for all
   */
  Uni<List<Traded>> read(TradeRange range, long asOfNanos, int limit);

  /**
   * Stored trades of all markets, each by event time and then id, ascending.
   *
   * @param fromNanos for some markets the event time from which on, inclusive
   * @param othersFromNanos the same for all others
   * @param limit most trades of one market
   */
  Uni<Map<Market, List<Traded>>> since(
      Map<Market, Long> fromNanos, long othersFromNanos, int limit);
}
