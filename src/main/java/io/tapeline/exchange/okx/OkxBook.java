package io.tapeline.exchange.okx;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.OrderBook;
import io.tapeline.market.Decimal;

/**
 * An order book from a snapshot and the changes after it. Changes name the one before them by
 * {@code prevSeqId}; recordings before 2023 have no such numbers and are followed unchecked. A book
 * that lost a change, or whose last change could not be read, waits for the next snapshot.
 */
final class OkxBook {

  private static final byte[] ASKS = ascii("asks");
  private static final byte[] BIDS = ascii("bids");
  private static final byte[] TIME = ascii("ts");
  private static final byte[] SEQUENCE = ascii("seqId");
  private static final byte[] PREVIOUS = ascii("prevSeqId");
  private static final long NONE = Long.MIN_VALUE;

  /** What a change did to the book. */
  enum Change {
    FOLLOWED,
    /** A change is missing: just noticed. */
    BROKE,
    /** Nothing to say until the next snapshot. */
    WAITS
  }

  private final OrderBook levels;
  private boolean whole;
  private boolean applying;
  private long lastSequence = NONE;
  private long sequence = NONE;
  private long timeNanos;

  OkxBook(OrderBook levels) {
    this.levels = levels;
  }

  OrderBook levels() {
    return levels;
  }

  /** When the venue says the last change happened, nanoseconds since 1970 UTC. */
  long timeNanos() {
    return timeNanos;
  }

  void forget() {
    levels.clear();
    whole = false;
    applying = false;
    sequence = NONE;
  }

  /** Reads one element of {@code data}; sizes stay as the venue counts them. */
  Change apply(JsonCursor frame, boolean snapshot, long received) {
    boolean halfRead = applying;
    if (snapshot) {
      forget();
    } else if (!whole) {
      frame.skip();
      applying = false;
      return halfRead ? Change.BROKE : Change.WAITS;
    }
    whole = false;
    applying = true;
    long previous = read(frame, received);
    applying = false;
    whole = snapshot || previous == NONE || lastSequence == NONE || previous == lastSequence;
    if (!whole) {
      forget();
    }
    return whole ? Change.FOLLOWED : Change.BROKE;
  }

  /** Returns the number of the change before this one. */
  private long read(JsonCursor frame, long received) {
    long previous = NONE;
    lastSequence = sequence;
    timeNanos = received;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(ASKS)) {
        side(frame, false);
      } else if (frame.nameIs(BIDS)) {
        side(frame, true);
      } else if (frame.nameIs(TIME)) {
        timeNanos = Numbers.nanos(frame, received);
      } else if (frame.nameIs(SEQUENCE)) {
        sequence = frame.number();
      } else if (frame.nameIs(PREVIOUS)) {
        previous = frame.number();
      } else {
        frame.skip();
      }
    }
    return previous;
  }

  private void side(JsonCursor frame, boolean bid) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterArray();
      if (!frame.nextElement()) {
        throw frame.wrong("level without price");
      }
      Decimal price = frame.decimal();
      if (!frame.nextElement()) {
        throw frame.wrong("level without size");
      }
      levels.set(bid, price, Numbers.required(frame));
      frame.skipRestOfArray();
    }
  }
}
