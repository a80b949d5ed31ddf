package io.tapeline.index;

import io.tapeline.market.Decimal;
import io.tapeline.market.ExactSum;
import io.tapeline.market.Trade;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The trades of one market in a trailing window, with exact sums kept as they come and go. */
final class TradeWindow {

  private final long lengthNanos;
  private final ArrayDeque<Trade> trades = new ArrayDeque<>(64);
  private final ExactSum notional = new ExactSum();
  private final ExactSum volume = new ExactSum();
  private @Nullable Decimal vwap;
  private boolean changed;

  TradeWindow(long lengthNanos) {
    this.lengthNanos = lengthNanos;
  }

  void add(Trade trade) {
    trades.addLast(trade);
    notional.addProduct(trade.price(), trade.quantity());
    volume.add(trade.quantity());
    changed = true;
  }

  /** Forgets trades received at or before {@code now − length}. */
  void moveTo(long nowNanos) {
    Trade oldest = trades.peekFirst();
    while (oldest != null && oldest.receivedTimeNanos() <= nowNanos - lengthNanos) {
      trades.removeFirst();
      notional.subtractProduct(oldest.price(), oldest.quantity());
      volume.subtract(oldest.quantity());
      changed = true;
      oldest = trades.peekFirst();
    }
  }

  /** Σ(price × quantity) / Σ quantity, rounded; null if nothing traded. */
  @Nullable Decimal vwap() {
    if (changed) {
      changed = false;
      vwap = trades.isEmpty() ? null : Decimal.quotient(notional.value(), volume.value());
    }
    return vwap;
  }

  BigDecimal volume() {
    return volume.value();
  }

  boolean isEmpty() {
    return trades.isEmpty();
  }
}
