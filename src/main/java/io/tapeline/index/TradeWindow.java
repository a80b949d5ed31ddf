package io.tapeline.index;

import io.tapeline.market.Decimal;
import io.tapeline.market.ExactSum;
import io.tapeline.market.Trade;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The trades of one market in a trailing window, with exact sums kept as they come and go. */
final class TradeWindow {

  private final long lengthNanos;
  private final ArrayDeque<Trade> trades = new ArrayDeque<>(64);
  private final ExactSum notionals = new ExactSum();
  private final ExactSum quantities = new ExactSum();
  private @Nullable Decimal vwap;
  private Decimal volume = Decimal.ZERO;
  private boolean changed;

  TradeWindow(long lengthNanos) {
    this.lengthNanos = lengthNanos;
  }

  void add(Trade trade) {
    trades.addLast(trade);
    notionals.addProduct(trade.price(), trade.quantity());
    quantities.add(trade.quantity());
    changed = true;
  }

  /** Forgets trades received at or before {@code now − length}. */
  void moveTo(long nowNanos) {
    Trade oldest = trades.peekFirst();
    while (oldest != null && oldest.receivedTimeNanos() <= nowNanos - lengthNanos) {
      trades.removeFirst();
      notionals.subtractProduct(oldest.price(), oldest.quantity());
      quantities.subtract(oldest.quantity());
      changed = true;
      oldest = trades.peekFirst();
    }
  }

  /** Σ(price × quantity) / Σ quantity, rounded; null if nothing traded. */
  @Nullable Decimal vwap() {
    settle();
    return vwap;
  }

  /** Base units traded, rounded. */
  Decimal volume() {
    settle();
    return volume;
  }

  private void settle() {
    if (changed) {
      changed = false;
      vwap = trades.isEmpty() ? null : notionals.dividedBy(quantities);
      volume = quantities.rounded();
    }
  }

  boolean isEmpty() {
    return trades.isEmpty();
  }
}
