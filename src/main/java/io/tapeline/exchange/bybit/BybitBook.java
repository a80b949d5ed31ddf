package io.tapeline.exchange.bybit;

import io.tapeline.exchange.BestQuote;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;

/**
 * One market's order book as Bybit sends it: a snapshot, then changes whose {@code u} counts up by
 * one. A jump loses the book until the next snapshot.
 */
final class BybitBook {

  private final BestQuote best;
  private long lastUpdate = -1;
  private boolean usable;

  BybitBook(Market market) {
    this.best = new BestQuote(market);
  }

  /** Takes the {@code data} object of an {@code orderbook} message. */
  void update(JsonCursor frame, boolean snapshot, long time, long received, FrameEvents out) {
    long start = frame.mark();
    long update = number(frame);
    boolean reset = snapshot || update == 1;
    if (reset) {
      best.book().clear();
      usable = true;
    } else if (!follows(update, received, out)) {
      return;
    }
    lastUpdate = update;
    frame.moveTo(start);
    levels(frame);
    best.tell(time, received, out);
  }

  private boolean follows(long update, long received, FrameEvents out) {
    if (!usable) {
      return false;
    }
    if (update <= lastUpdate) {
      return false;
    }
    if (update != lastUpdate + 1) {
      usable = false;
      best.lose(received, out);
      out.notice(
          new Notice.BookBroken(best.market(), "update " + update + " came after " + lastUpdate));
      return false;
    }
    return true;
  }

  private static long number(JsonCursor frame) {
    long update = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs('u')) {
        update = frame.number();
      } else {
        frame.skip();
      }
    }
    if (update < 0) {
      throw frame.wrong("order book without u");
    }
    return update;
  }

  private void levels(JsonCursor frame) {
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs('b')) {
        side(frame, true);
      } else if (frame.nameIs('a')) {
        side(frame, false);
      } else {
        frame.skip();
      }
    }
  }

  private void side(JsonCursor frame, boolean bid) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterArray();
      frame.nextElement();
      Decimal price = frame.decimal();
      frame.nextElement();
      Decimal quantity = frame.decimal();
      frame.skipRestOfArray();
      best.book().set(bid, price, quantity);
    }
  }
}
