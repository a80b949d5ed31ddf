package io.tapeline.exchange.kraken;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.TradeId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Ids for trades that come without: made of time, price, quantity and side, and counted among equal
 * ones of the same moment, so that the same trade gets the same id whenever it is read again and
 * two equal trades get two. Kraken reports a market's trades in the order of their times.
 */
final class DerivedIds {

  /** The trades of a market at its last moment, as digests. */
  private static final class Moment {
    private static final int FEW = 8;

    private long timeNanos = Long.MIN_VALUE;
    private long[] digests = new long[FEW];
    private int trades;

    /** Adds a trade and tells how many equal ones were there before it. */
    int add(long time, long digest) {
      if (time != timeNanos) {
        timeNanos = time;
        trades = 0;
      }
      int equal = 0;
      for (int i = 0; i < trades; i++) {
        equal += digests[i] == digest ? 1 : 0;
      }
      if (trades == digests.length) {
        digests = Arrays.copyOf(digests, trades * 2);
      }
      digests[trades++] = digest;
      return equal;
    }
  }

  private final Map<Market, Moment> moments = new HashMap<>();

  TradeId next(Market market, long timeNanos, Decimal price, Decimal quantity, Side side) {
    TradeId first = TradeId.derived(timeNanos, price, quantity, side, 0);
    Moment moment = moments.computeIfAbsent(market, _ -> new Moment());
    int equal = moment.add(timeNanos, first.low());
    return equal == 0 ? first : TradeId.derived(timeNanos, price, quantity, side, equal);
  }
}
