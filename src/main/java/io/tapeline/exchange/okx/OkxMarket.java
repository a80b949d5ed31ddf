package io.tapeline.exchange.okx;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.OrderBook;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A market as one connection sees it: how its sizes count, and who tells its best bid and ask. */
final class OkxMarket {

  private final Market market;
  private final @Nullable Decimal contractSize;
  private final OkxBook book = new OkxBook(new OrderBook());
  private int rank;
  private boolean traded;
  private @Nullable Quote told;

  /**
   * @param contractSize base units of one contract, as sizes of swaps count contracts; null where
   *     sizes are in base units
   */
  OkxMarket(Market market, @Nullable Decimal contractSize) {
    this.market = market;
    this.contractSize = contractSize;
  }

  Market market() {
    return market;
  }

  OkxBook book() {
    return book;
  }

  /** Whether this is the first time that the connection tells of trades here. */
  boolean firstTrades() {
    boolean first = !traded;
    traded = true;
    return first;
  }

  /**
   * Whether a channel may tell the best bid and ask: no better one has spoken on this connection. A
   * better one that speaks up for the first time ends the book of the one before it.
   */
  boolean listensTo(Channel channel) {
    if (channel.rank() > rank) {
      rank = channel.rank();
      book.forget();
    }
    return channel.rank() == rank;
  }

  /** A size as the venue counts it, in base units. */
  Decimal baseUnits(Decimal size) {
    return contractSize == null ? size : product(size, contractSize);
  }

  private static Decimal product(Decimal size, Decimal factor) {
    int scale = size.scale() + factor.scale();
    long low = size.unscaled() * factor.unscaled();
    boolean fits = Math.multiplyHigh(size.unscaled(), factor.unscaled()) == low >> 63;
    return fits && scale <= Decimal.MAX_SCALE
        ? new Decimal(low, scale)
        : Decimal.rounded(size.times(factor));
  }

  /** A quote; a side whose size is there and not positive has no orders. */
  Quote quote(
      @Nullable Decimal bid,
      @Nullable Decimal bidSize,
      @Nullable Decimal ask,
      @Nullable Decimal askSize,
      long time,
      long received) {
    @Nullable Decimal realBid = real(bid, bidSize);
    @Nullable Decimal realAsk = real(ask, askSize);
    return new Quote(
        market,
        realBid,
        realBid == null || bidSize == null ? null : baseUnits(bidSize),
        realAsk,
        realAsk == null || askSize == null ? null : baseUnits(askSize),
        time,
        received);
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

  private static @Nullable Decimal real(@Nullable Decimal price, @Nullable Decimal size) {
    boolean empty = size != null && size.signum() <= 0;
    return price == null || price.signum() == 0 || empty ? null : price;
  }
}
