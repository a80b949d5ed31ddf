package io.tapeline.exchange;

import io.tapeline.market.Decimal;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One market's order book as a codec keeps it, to know the best bid and ask. Not thread-safe. */
public final class OrderBook {

  /** Levels kept on a side; venues that send deeper books lose their far ends, never the best. */
  private static final int MAX_LEVELS = 20_000;

  private final NavigableMap<Decimal, Decimal> bids = new TreeMap<>(Comparator.reverseOrder());
  private final NavigableMap<Decimal, Decimal> asks = new TreeMap<>();

  /** Forgets all levels, before a new snapshot. */
  public void clear() {
    bids.clear();
    asks.clear();
  }

  /**
   * Sets the quantity that stands at a price.
   *
   * @param quantity base units; zero removes the level
   */
  public void set(boolean bid, Decimal price, Decimal quantity) {
    if (quantity.signum() < 0) {
      throw new IllegalArgumentException("quantity: " + quantity);
    }
    NavigableMap<Decimal, Decimal> side = bid ? bids : asks;
    if (quantity.signum() == 0) {
      side.remove(price);
      return;
    }
    side.put(price, quantity);
    if (side.size() > MAX_LEVELS) {
      side.pollLastEntry();
    }
  }

  public @Nullable Decimal bestBid() {
    return price(bids);
  }

  public @Nullable Decimal bestBidQuantity() {
    return quantity(bids);
  }

  public @Nullable Decimal bestAsk() {
    return price(asks);
  }

  public @Nullable Decimal bestAskQuantity() {
    return quantity(asks);
  }

  private static @Nullable Decimal price(NavigableMap<Decimal, Decimal> side) {
    return side.isEmpty() ? null : side.firstKey();
  }

  private static @Nullable Decimal quantity(NavigableMap<Decimal, Decimal> side) {
    Map.Entry<Decimal, Decimal> best = side.firstEntry();
    return best == null ? null : best.getValue();
  }
}
