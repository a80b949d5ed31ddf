package io.tapeline.exchange;

import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * What one frame said. Reused from frame to frame: a reader takes what it needs before the next.
 * Trades come in the order in which they happened, the oldest first.
 */
public final class FrameEvents {

  private final List<Trade> trades = new ArrayList<>();
  private final List<Quote> quotes = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private boolean snapshot;

  /** Adds a trade that just happened. */
  public void trade(Trade trade) {
    trades.add(trade);
  }

  /** All trades of this frame are history from before the subscription. */
  public void tradesAreSnapshot() {
    snapshot = true;
  }

  public void quote(Quote quote) {
    quotes.add(quote);
  }

  public void notice(Notice notice) {
    notices.add(notice);
  }

  public List<Trade> trades() {
    return trades;
  }

  public List<Quote> quotes() {
    return quotes;
  }

  public List<Notice> notices() {
    return notices;
  }

  public boolean isSnapshot() {
    return snapshot;
  }

  public void clear() {
    trades.clear();
    quotes.clear();
    notices.clear();
    snapshot = false;
  }
}
