package io.tapeline.exchange.bitstamp;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Reads the top of a book: levels {@code [price, amount]} or orders {@code [price, amount, id]},
 * best first, so the first level is enough, or of orders those at the first one's price.
 */
final class BitstampBook {

  private static final byte[] BIDS = ascii("bids");
  private static final byte[] ASKS = ascii("asks");
  private static final byte[] MICROS = ascii("microtimestamp");
  private static final byte[] SECONDS = ascii("timestamp");

  // of the side at hand
  private @Nullable Decimal price;
  private @Nullable Decimal quantity;

  Quote read(JsonCursor frame, Market market, boolean orders, long received) {
    Decimal bid = null;
    Decimal bidQuantity = null;
    Decimal ask = null;
    Decimal askQuantity = null;
    long micros = -1;
    long seconds = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(BIDS)) {
        best(frame, orders);
        bid = price;
        bidQuantity = quantity;
      } else if (frame.nameIs(ASKS)) {
        best(frame, orders);
        ask = price;
        askQuantity = quantity;
      } else if (frame.nameIs(MICROS)) {
        micros = frame.number();
      } else if (frame.nameIs(SECONDS)) {
        seconds = frame.number();
      } else {
        frame.skip();
      }
    }
    long written = micros > 0 ? micros : seconds;
    long time = written > 0 ? Numbers.nanos(written) : received;
    return new Quote(market, bid, bidQuantity, ask, askQuantity, time, received);
  }

  private void best(JsonCursor frame, boolean orders) {
    price = null;
    quantity = null;
    frame.enterArray();
    while (frame.nextElement()) {
      if (!level(frame) || (price != null && !orders)) {
        frame.skipRestOfArray();
        return;
      }
    }
  }

  /** Returns false if this level is behind the best one. */
  private boolean level(JsonCursor frame) {
    frame.enterArray();
    Decimal levelPrice = element(frame);
    Decimal levelQuantity = element(frame);
    frame.skipRestOfArray();
    if (!levelQuantity.isPositive()) {
      return true;
    }
    if (price != null && !price.equals(levelPrice)) {
      return false;
    }
    price = levelPrice;
    quantity = quantity == null ? levelQuantity : sum(quantity, levelQuantity);
    return true;
  }

  private static Decimal element(JsonCursor frame) {
    if (!frame.nextElement()) {
      throw frame.wrong("level without price or amount");
    }
    return Numbers.decimal(frame);
  }

  private static Decimal sum(Decimal a, Decimal b) {
    return Decimal.rounded(a.toBigDecimal().add(b.toBigDecimal()));
  }
}
