package io.tapeline.exchange.bitstamp;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A channel of a market that we map, {@code live_trades_btcusd}, and what it told last. */
final class Channel {

  enum Kind {
    TRADES,
    /** The best 100 levels, whole each time. */
    BOOK,
    /** The best 100 orders of a side, whole each time. */
    ORDERS,
    /** Changes of a book whose beginning only REST has. */
    CHANGES
  }

  private final Kind kind;
  private final Market market;
  private final int priceScale;
  private final int quantityScale;
  private @Nullable Quote told;

  /**
   * @param priceScale digits after the point that a price written as a double is rounded to
   * @param quantityScale the same for an amount
   */
  Channel(Kind kind, Market market, int priceScale, int quantityScale) {
    this.kind = kind;
    this.market = market;
    this.priceScale = priceScale;
    this.quantityScale = quantityScale;
  }

  Kind kind() {
    return kind;
  }

  Market market() {
    return market;
  }

  int priceScale() {
    return priceScale;
  }

  int quantityScale() {
    return quantityScale;
  }

  /** Tells a quote that differs from the one told before: else it is no news. */
  void tell(Quote quote, FrameEvents out) {
    Quote before = told;
    told = quote;
    if (before == null
        || !Objects.equals(before.bid(), quote.bid())
        || !Objects.equals(before.ask(), quote.ask())
        || !Objects.equals(before.bidQuantity(), quote.bidQuantity())
        || !Objects.equals(before.askQuantity(), quote.askQuantity())) {
      out.quote(quote);
    }
  }
}
