package io.tapeline.exchange.bybit;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Market;
import org.jspecify.annotations.Nullable;

/**
 * What one connection knows of one market. Its quotes come from one place: the order book if the
 * connection carries one, of the depth that came first, as every depth counts its updates on its
 * own; else the ticker.
 */
final class BybitMarket {

  private final Market market;
  private int depth;
  private @Nullable BybitBook book;
  private @Nullable BybitTicker ticker;

  BybitMarket(Market market) {
    this.market = market;
  }

  Market market() {
    return market;
  }

  /** Takes the {@code data} of an {@code orderbook} message; false if it is of another depth. */
  boolean book(
      JsonCursor frame, int ofDepth, boolean snapshot, long time, long received, FrameEvents out) {
    BybitBook kept = book;
    if (kept == null) {
      kept = new BybitBook(market);
      book = kept;
      depth = ofDepth;
    }
    if (depth != ofDepth) {
      return false;
    }
    kept.update(frame, snapshot, time, received, out);
    return true;
  }

  /** Takes the {@code data} of a {@code tickers} message of a derivative. */
  boolean ticker(JsonCursor frame, boolean snapshot, long time, long received, FrameEvents out) {
    if (book == null) {
      BybitTicker kept = ticker;
      if (kept == null) {
        kept = new BybitTicker(market);
        ticker = kept;
      }
      kept.update(frame, snapshot, time, received, out);
    }
    return true;
  }
}
