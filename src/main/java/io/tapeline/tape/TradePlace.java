package io.tapeline.tape;

import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.Comparator;

/**
 * A trade's place in the list of its market's: by event time, then by id.
 *
 * @param eventNanos nanoseconds since 1970 UTC
 */
public record TradePlace(long eventNanos, TradeId id) implements Comparable<TradePlace> {

  private static final TradeId LAST_ID = new TradeId(-1, -1);
  private static final Comparator<TradePlace> ORDER =
      Comparator.comparingLong(TradePlace::eventNanos).thenComparing(TradePlace::id);

  public static TradePlace of(Trade trade) {
    return new TradePlace(trade.eventTimeNanos(), trade.id());
  }

  /** Behind all that is earlier, before all of this time and later. */
  public static TradePlace before(long eventNanos) {
    return new TradePlace(eventNanos - 1, LAST_ID);
  }

  @Override
  public int compareTo(TradePlace other) {
    return ORDER.compare(this, other);
  }
}
