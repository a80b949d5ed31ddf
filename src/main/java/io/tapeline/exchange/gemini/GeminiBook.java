package io.tapeline.exchange.gemini;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.BestQuote;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;

/**
 * One market's order book as {@code l2_updates} tell it: first all of it, with the last trades,
 * then changes {@code [side, price, quantity]} without number or time, so quotes have the received
 * time. A frame with a list of trades is a new beginning; one whose changes can't be read loses the
 * book until the next beginning.
 */
final class GeminiBook {

  private static final byte[] CHANGES = ascii("changes");
  private static final byte[] TRADES = ascii("trades");
  private static final byte[] BUY = ascii("buy");
  private static final byte[] SELL = ascii("sell");

  private final BestQuote best;
  private boolean begun;
  private boolean whole;
  private boolean told;

  GeminiBook(Market market) {
    this.best = new BestQuote(market);
  }

  /** Returns false if there is no book to change: one was lost, and the next is not here yet. */
  boolean read(JsonCursor frame, boolean snapshot, long received, FrameEvents out) {
    boolean beginning = snapshot || !begun;
    if (beginning) {
      best.book().clear();
    } else if (!whole) {
      tellLost(received, out);
      return false;
    }
    begun = true;
    whole = false; // until all of the frame is read
    told = false;
    fields(frame, received, out);
    whole = true;
    best.tell(received, received, out);
    return true;
  }

  private void tellLost(long received, FrameEvents out) {
    if (!told) {
      told = true;
      best.lose(received, out);
      out.notice(new Notice.BookBroken(best.market(), "a change could not be read"));
    }
  }

  private void fields(JsonCursor frame, long received, FrameEvents out) {
    boolean changed = false;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANGES)) {
        changed = true;
        changes(frame);
      } else if (frame.nameIs(TRADES)) {
        GeminiTrades.history(frame, best.market(), received, out);
      } else {
        frame.skip();
      }
    }
    if (!changed) {
      throw frame.wrong("l2_updates without changes");
    }
  }

  private void changes(JsonCursor frame) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterArray();
      element(frame);
      boolean bid = isBid(frame);
      element(frame);
      Decimal price = frame.decimal();
      element(frame);
      Decimal quantity = frame.roundedDecimal();
      frame.skipRestOfArray();
      if (!price.isPositive()) {
        throw frame.wrong("price is not positive");
      }
      best.book().set(bid, price, quantity);
    }
  }

  private static void element(JsonCursor frame) {
    if (!frame.nextElement()) {
      throw frame.wrong("change without side, price or quantity");
    }
  }

  private static boolean isBid(JsonCursor frame) {
    frame.string();
    if (frame.valueIs(BUY)) {
      return true;
    }
    if (frame.valueIs(SELL)) {
      return false;
    }
    throw frame.wrong("side is neither buy nor sell");
  }
}
