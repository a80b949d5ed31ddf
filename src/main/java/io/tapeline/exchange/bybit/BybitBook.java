package io.tapeline.exchange.bybit;

import io.tapeline.exchange.BestQuote;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;

/**
 * One market's order book as Bybit sends it: a snapshot, then changes whose {@code u} counts up by
 * one; 1 is a snapshot whatever it calls itself. A jump loses the book until the next snapshot.
 */
final class BybitBook {

  /** Told as broken, or nothing came yet: only a snapshot helps. */
  private static final long WAITING = -1;

  /** A change could not be read to its end: the next one tells that the book is broken. */
  private static final long DAMAGED = -2;

  private final BestQuote best;
  private long next = WAITING;

  // where the parts of the message at hand stand
  private long update;
  private long bids;
  private long asks;

  BybitBook(Market market) {
    this.best = new BestQuote(market);
  }

  /** Takes the {@code data} object of an {@code orderbook} message. */
  void update(JsonCursor frame, boolean snapshot, long time, long received, FrameEvents out) {
    find(frame);
    boolean reset = snapshot || update == 1;
    if (!reset && !follows(received, out)) {
      return;
    }
    next = DAMAGED;
    if (reset) {
      best.book().clear();
    }
    side(frame, true, bids);
    side(frame, false, asks);
    next = update + 1;
    best.tell(time, received, out);
  }

  private void find(JsonCursor frame) {
    update = -1;
    bids = -1;
    asks = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs('u')) {
        update = frame.number();
        continue;
      }
      if (frame.nameIs('b')) {
        bids = frame.mark();
      } else if (frame.nameIs('a')) {
        asks = frame.mark();
      }
      frame.skip();
    }
    if (update < 0) {
      throw frame.wrong("order book without u");
    }
  }

  private boolean follows(long received, FrameEvents out) {
    if (next == WAITING || (next != DAMAGED && update < next)) {
      return false;
    }
    if (update == next) {
      return true;
    }
    String reason =
        next == DAMAGED
            ? "an update could not be read"
            : "update " + update + " came instead of " + next;
    next = WAITING;
    best.lose(received, out);
    out.notice(new Notice.BookBroken(best.market(), reason));
    return false;
  }

  private void side(JsonCursor frame, boolean bid, long levels) {
    if (levels < 0) {
      return;
    }
    frame.moveTo(levels);
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterArray();
      Decimal price = number(frame);
      Decimal quantity = number(frame);
      frame.skipRestOfArray();
      if (!price.isPositive()) {
        throw frame.wrong("price not positive");
      }
      best.book().set(bid, price, quantity);
    }
  }

  private static Decimal number(JsonCursor frame) {
    if (!frame.nextElement()) {
      throw frame.wrong("level without price or quantity");
    }
    return frame.decimal();
  }
}
