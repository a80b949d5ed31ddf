package io.tapeline.exchange.bybit;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import org.jspecify.annotations.Nullable;

/**
 * The best bid and ask in a derivative's ticker: a snapshot, then changes that name only what
 * changed, so what a change leaves out stands as before.
 */
final class BybitTicker {

  private static final byte[] BID = ascii("bid1Price");
  private static final byte[] BID_SIZE = ascii("bid1Size");
  private static final byte[] ASK = ascii("ask1Price");
  private static final byte[] ASK_SIZE = ascii("ask1Size");

  private final Market market;
  private boolean usable;
  private @Nullable Decimal bid;
  private @Nullable Decimal bidSize;
  private @Nullable Decimal ask;
  private @Nullable Decimal askSize;

  BybitTicker(Market market) {
    this.market = market;
  }

  /** Takes the {@code data} object; changes before the first snapshot say too little. */
  void update(JsonCursor frame, boolean snapshot, long time, long received, FrameEvents out) {
    if (!snapshot && !usable) {
      return;
    }
    usable = false;
    if (snapshot) {
      bid = null;
      bidSize = null;
      ask = null;
      askSize = null;
    }
    boolean quoted = merge(frame);
    usable = true;
    if (quoted) {
      out.quote(
          new Quote(
              market,
              bid,
              bid == null ? null : bidSize,
              ask,
              ask == null ? null : askSize,
              time,
              received));
    }
  }

  /** Whether the message speaks of bid or ask at all. */
  private boolean merge(JsonCursor frame) {
    boolean quoted = false;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(BID)) {
        bid = frame.positiveOrNone();
      } else if (frame.nameIs(BID_SIZE)) {
        bidSize = frame.positiveOrNone();
      } else if (frame.nameIs(ASK)) {
        ask = frame.positiveOrNone();
      } else if (frame.nameIs(ASK_SIZE)) {
        askSize = frame.positiveOrNone();
      } else {
        frame.skip();
        continue;
      }
      quoted = true;
    }
    return quoted;
  }
}
