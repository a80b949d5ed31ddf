package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.ExactSum;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import java.math.BigDecimal;

/**
 * What has been traded in one interval so far. Open and close go by event time, and by arrival
 * among equal times, so that trades may come in any order.
 */
final class Accumulator {

  private final Interval interval;
  private final long openTimeNanos;
  private final ExactSum volume = new ExactSum();
  private final ExactSum notional = new ExactSum();
  private Decimal open = Decimal.ZERO;
  private Decimal high = Decimal.ZERO;
  private Decimal low = Decimal.ZERO;
  private Decimal close = Decimal.ZERO;
  private boolean priced;
  private long firstNanos;
  private long lastNanos;
  private long trades;
  private int revision;

  Accumulator(Interval interval, long openTimeNanos) {
    this.interval = interval;
    this.openTimeNanos = openTimeNanos;
  }

  boolean holds(long timeNanos) {
    return timeNanos >= openTimeNanos && timeNanos < openTimeNanos + interval.nanos();
  }

  void add(Trade trade) {
    price(trade.price(), trade.eventTimeNanos());
    volume.add(trade.quantity());
    notional.addProduct(trade.price(), trade.quantity());
    trades += trade.matches();
  }

  /** A price alone, for an index, which trades nothing itself. */
  void price(Decimal price, long timeNanos) {
    if (!priced) {
      priced = true;
      open = price;
      high = price;
      low = price;
      close = price;
      firstNanos = timeNanos;
      lastNanos = timeNanos;
      return;
    }
    if (timeNanos < firstNanos) {
      open = price;
      firstNanos = timeNanos;
    }
    if (timeNanos >= lastNanos) {
      close = price;
      lastNanos = timeNanos;
    }
    high = high.max(price);
    low = low.min(price);
  }

  /** Volume alone, for an index: what one of its markets traded, at a converted price. */
  void volume(Trade trade, Decimal convertedPrice) {
    volume.add(trade.quantity());
    notional.addProduct(convertedPrice, trade.quantity());
    trades += trade.matches();
  }

  /** It has no price: nothing traded, or an index was stale throughout. */
  boolean isEmpty() {
    return !priced;
  }

  long openTimeNanos() {
    return openTimeNanos;
  }

  Decimal close() {
    return close;
  }

  /** Each candle made of a closed interval is a revision of the one before. */
  int nextRevision() {
    return ++revision;
  }

  /** Its candle already has this many revisions. */
  void continueFrom(int revisions) {
    revision = revisions;
  }

  Candle candle(long observedNanos, boolean complete, int candleRevision) {
    BigDecimal base = volume.value();
    BigDecimal quote = notional.value();
    return new Candle(
        interval,
        openTimeNanos,
        open,
        high,
        low,
        close,
        base,
        quote,
        volume.isZero() ? null : notional.dividedBy(volume).toBigDecimal(),
        trades,
        observedNanos,
        false,
        complete,
        candleRevision,
        Candle.Origin.TAPE);
  }
}
