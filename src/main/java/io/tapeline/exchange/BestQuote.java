package io.tapeline.exchange;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One market's order book, and the best of it as last told: a quote is news only if it changed. */
public final class BestQuote {

  private final OrderBook book = new OrderBook();
  private final Market market;
  private @Nullable Quote told;

  public BestQuote(Market market) {
    this.market = market;
  }

  public Market market() {
    return market;
  }

  public OrderBook book() {
    return book;
  }

  /** Tells the best bid and ask if they are others than last time. */
  public void tell(long eventTimeNanos, long receivedTimeNanos, FrameEvents out) {
    Decimal bid = book.bestBid();
    Decimal ask = book.bestAsk();
    Quote before = told;
    if (before != null
        && Objects.equals(before.bid(), bid)
        && Objects.equals(before.ask(), ask)
        && Objects.equals(before.bidQuantity(), book.bestBidQuantity())
        && Objects.equals(before.askQuantity(), book.bestAskQuantity())) {
      return;
    }
    Quote quote =
        new Quote(
            market,
            bid,
            book.bestBidQuantity(),
            ask,
            book.bestAskQuantity(),
            eventTimeNanos,
            receivedTimeNanos);
    told = quote;
    out.quote(quote);
  }

  /** The book can't be followed any more: until the next snapshot there is no best. */
  public void lose(long receivedTimeNanos, FrameEvents out) {
    book.clear();
    tell(receivedTimeNanos, receivedTimeNanos, out);
  }
}
