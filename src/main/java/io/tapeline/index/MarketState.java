package io.tapeline.index;

import io.tapeline.index.Constituent.Basis;
import io.tapeline.index.Constituent.Exclusion;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the index knows of one market: its window, its quote, when it was last heard of. */
final class MarketState {

  private final Market market;
  private final IndexRules rules;
  private final TradeWindow window;
  private final List<Watcher> watchers = new ArrayList<>(2);
  private @Nullable Quote quote;
  private boolean quoteChanged;
  private @Nullable Decimal mid;
  private @Nullable Decimal halfSpread;
  private long ownNanos = Long.MIN_VALUE;
  private long eventNanos;
  private boolean news;
  private boolean outlier;

  MarketState(Market market, IndexRules rules) {
    this.market = market;
    this.rules = rules;
    this.window = new TradeWindow(rules.windowNanos());
  }

  Market market() {
    return market;
  }

  void traded(Trade trade) {
    window.add(trade);
    heard(trade.receivedTimeNanos(), trade.eventTimeNanos());
  }

  void quoted(Quote newest) {
    quote = newest;
    quoteChanged = true;
    heard(newest.receivedTimeNanos(), newest.eventTimeNanos());
  }

  private void heard(long receivedNanos, long time) {
    news = true;
    ownNanos = Math.max(ownNanos, receivedNanos);
    eventNanos = Math.max(eventNanos, time);
  }

  /** Whether it traded or quoted since this was last asked. */
  boolean takeNews() {
    boolean had = news;
    news = false;
    return had;
  }

  void watched(Watcher watcher) {
    if (!watchers.contains(watcher)) {
      watchers.add(watcher);
    }
  }

  void lost(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Ages with the window, at a tick. */
  void moveTo(long nowNanos) {
    window.moveTo(nowNanos);
    if (quoteChanged) {
      quoteChanged = false;
      mid = quote == null ? null : quote.mid();
      halfSpread = quote == null ? null : quote.halfSpread();
    }
  }

  /** Since we last heard of it: from the market itself, or from a connection that watches it. */
  long ageNanos(long nowNanos) {
    long own = ownNanos == Long.MIN_VALUE ? rules.quietNanos() + 1 : nowNanos - ownNanos;
    if (own > rules.quietNanos()) {
      return own;
    }
    long age = own;
    for (int i = 0; i < watchers.size(); i++) {
      age = Math.min(age, nowNanos - watchers.get(i).heardNanos());
    }
    return Math.max(0, age);
  }

  /** Why it can't take part now; null if it can. */
  @Nullable Exclusion absence(long nowNanos) {
    if (ageNanos(nowNanos) > rules.freshNanos()) {
      return watchers.isEmpty() ? Exclusion.DISCONNECTED : Exclusion.STALE;
    }
    return value() == null ? Exclusion.NO_PRICE : null;
  }

  @Nullable Decimal value() {
    return window.isEmpty() ? mid : window.vwap();
  }

  @Nullable Basis basis() {
    return window.isEmpty() ? (mid == null ? null : Basis.MID) : Basis.VWAP;
  }

  /** Base units traded in the window. */
  Decimal volume() {
    return window.volume();
  }

  /** Half of ask − bid, in the market's own quote asset; null without a two-sided quote. */
  @Nullable Decimal halfSpread() {
    return halfSpread;
  }

  long eventNanos() {
    return eventNanos;
  }

  boolean isOutlier() {
    return outlier;
  }

  void outlier(boolean is) {
    outlier = is;
  }
}
