package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Market;
import io.tapeline.tape.TapeEvent.Traded;
import java.util.List;
import java.util.Map;

/** Keeps the trades of the tape, each once. */
public interface TradeStore {

  /** Takes a trade to be stored soon, in batches. Never blocks; a full spool is counted. */
  void append(Traded trade);

  /**
   * Stored trades of a market, by event time and then id, ascending.
   *
   * @param fromNanos inclusive, event time
   * @param toNanos exclusive
   */
  Uni<List<Traded>> between(Market market, long fromNanos, long toNanos, int limit);

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
