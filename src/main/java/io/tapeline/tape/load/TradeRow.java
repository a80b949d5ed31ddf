package io.tapeline.tape.load;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one row says of a trade.
 *
 * @param id null where the file tells none
 */
record TradeRow(
    long line,
    @Nullable TradeId id,
    long timeNanos,
    Decimal price,
    Decimal quantity,
    Side side,
    int matches) {

  /** All but the id and the place. */
  record Content(long timeNanos, Decimal price, Decimal quantity, Side side, int matches) {}

  Content content() {
    return new Content(timeNanos, price, quantity, side, matches);
  }

  /**
   * As a trade. It was received when it happened, and a nanosecond later for each trade of the same
   * time that stands before it, so that their order is kept.
   *
   * @param equalBefore how many equal rows without an id stand before it
   * @param place how many trades of the same time stand before it
   */
  FileTrade trade(Market market, int equalBefore, int place) {
    TradeId derived = TradeId.derived(timeNanos, price, quantity, side, equalBefore);
    Trade trade =
        new Trade(
            market,
            Objects.requireNonNullElse(id, derived),
            price,
            quantity,
            side,
            timeNanos,
            timeNanos + place,
            matches);
    return new FileTrade(trade, id != null, equalBefore, line);
  }
}
