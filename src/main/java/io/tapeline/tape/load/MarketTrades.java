package io.tapeline.tape.load;

import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import io.tapeline.tape.app.TradeStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The stored trades of a market, read and written while somebody waits. */
public record MarketTrades(TradeStore store, Market market) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int PAGE = 20_000;

  /** Takes trades, ascending by time. */
  public interface Page {
    /**
     * @param trades all or none of those of one moment
     */
    void take(List<Trade> trades) throws IOException;
  }

  /**
   * Reads a range, page by page.
   *
   * @param toNanos exclusive
   */
  public void each(long fromNanos, long toNanos, Page sink) throws IOException {
    long from = fromNanos;
    int most = PAGE;
    while (from < toNanos) {
      List<Trade> page = read(from, toNanos, most);
      if (page.size() < most) {
        sink.take(page);
        return;
      }
      // the page may end within a moment, which then comes with the next one
      long last = page.getLast().eventTimeNanos();
      List<Trade> whole = page.stream().filter(trade -> trade.eventTimeNanos() < last).toList();
      most = whole.isEmpty() ? 2 * most : PAGE;
      sink.take(whole);
      from = last;
    }
  }

  private List<Trade> read(long from, long to, int most) {
    return store
        .read(TradeRange.of(market, from, to), Long.MAX_VALUE, most)
        .await()
        .atMost(PATIENCE)
        .stream()
        .map(Traded::trade)
        .toList();
  }

  /** All or none; those that are there are left alone. */
  int write(List<Trade> trades) {
    return trades.isEmpty()
        ? 0
        : store
            .write(trades.stream().map(trade -> new Traded(trade, Origin.IMPORT)).toList())
            .await()
            .atMost(PATIENCE);
  }
}
