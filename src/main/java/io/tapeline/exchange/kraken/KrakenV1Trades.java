package io.tapeline.exchange.kraken;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import java.util.HashSet;
import java.util.Set;

/**
 * Trades of one v1 connection. They have no ids: theirs are derived, see {@link DerivedIds}. Nor do
 * their frames tell history from news: a market's first frame counts as history if its oldest trade
 * happened before the connection's first frame, as the venue now opens with the last 50 trades.
 */
final class KrakenV1Trades {

  private static final int NANO_DIGITS = 9;

  private final DerivedIds ids = new DerivedIds();
  private final Set<Market> begun = new HashSet<>();
  private long openedNanos = Long.MIN_VALUE;

  /** A frame of any kind was received. */
  void seen(long receivedTimeNanos) {
    if (openedNanos == Long.MIN_VALUE) {
      openedNanos = receivedTimeNanos;
    }
  }

  /** Rows of price, volume, time in seconds, side, order type, miscellaneous. */
  void read(JsonCursor frame, Market market, long received, FrameEvents out) {
    long oldest = Long.MAX_VALUE;
    frame.enterArray();
    while (frame.nextElement()) {
      Trade trade = row(frame, market, received);
      oldest = Math.min(oldest, trade.eventTimeNanos());
      out.trade(trade);
    }
    if (begun.add(market) && oldest < openedNanos) {
      out.tradesAreSnapshot();
    }
  }

  private Trade row(JsonCursor frame, Market market, long received) {
    frame.enterArray();
    element(frame);
    Decimal price = frame.decimal();
    element(frame);
    Decimal quantity = frame.roundedDecimal();
    element(frame);
    long time = frame.decimal().unscaledAt(NANO_DIGITS);
    element(frame);
    Side side = side(frame);
    frame.skipRestOfArray();
    return new Trade(
        market,
        ids.next(market, time, price, quantity, side),
        price,
        quantity,
        side,
        time,
        received,
        1);
  }

  /** Steps to the next element, which must be there. */
  static void element(JsonCursor frame) {
    if (!frame.nextElement()) {
      throw frame.wrong("row too short");
    }
  }

  private static Side side(JsonCursor frame) {
    frame.string();
    boolean letter = frame.valueEnd() - frame.valueStart() == 1;
    return switch (letter ? frame.bytes()[frame.valueStart()] : 0) {
      case 'b' -> Side.BUY;
      case 's' -> Side.SELL;
      default -> throw frame.wrong("side is neither b nor s");
    };
  }
}
