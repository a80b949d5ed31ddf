package io.tapeline.exchange.bitstamp;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import org.jspecify.annotations.Nullable;

/**
 * The data of a {@code trade}. Price and amount come as doubles, {@code 0.014140160000000001}, and
 * since 2019 also as text, which is exact and preferred. The type is the aggressor's: 0 buys, 1
 * sells.
 */
final class BitstampTrade {

  private static final byte[] ID = ascii("id");
  private static final byte[] PRICE = ascii("price");
  private static final byte[] PRICE_TEXT = ascii("price_str");
  private static final byte[] AMOUNT = ascii("amount");
  private static final byte[] AMOUNT_TEXT = ascii("amount_str");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] ORDER_TYPE = ascii("order_type");
  private static final byte[] MICROS = ascii("microtimestamp");
  private static final byte[] SECONDS = ascii("timestamp");
  private static final byte[] DATE = ascii("datetime");
  private static final long NONE = -1;

  private BitstampTrade() {}

  static Trade read(JsonCursor frame, Channel channel, long received) {
    long id = NONE;
    long priceAt = NONE;
    long amountAt = NONE;
    Decimal price = null;
    Decimal amount = null;
    Side side = Side.UNKNOWN;
    long micros = NONE;
    long seconds = NONE;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(ID)) {
        id = frame.number();
      } else if (frame.nameIs(PRICE_TEXT)) {
        price = text(frame);
      } else if (frame.nameIs(AMOUNT_TEXT)) {
        amount = text(frame);
      } else if (frame.nameIs(PRICE)) {
        priceAt = frame.mark();
        frame.skip();
      } else if (frame.nameIs(AMOUNT)) {
        amountAt = frame.mark();
        frame.skip();
      } else if (frame.nameIs(TYPE) || frame.nameIs(ORDER_TYPE)) {
        side = side(frame.number());
      } else if (frame.nameIs(MICROS)) {
        micros = frame.number();
      } else if (frame.nameIs(SECONDS) || frame.nameIs(DATE)) {
        seconds = frame.number();
      } else {
        frame.skip();
      }
    }
    if (id < 0) {
      throw frame.wrong("trade without id");
    }
    long time = micros > 0 ? micros : seconds;
    return new Trade(
        channel.market(),
        TradeId.of(id),
        price != null ? price : rounded(frame, priceAt, channel.priceScale()),
        amount != null ? amount : rounded(frame, amountAt, channel.quantityScale()),
        side,
        time > 0 ? Numbers.nanos(time) : received,
        received,
        1);
  }

  private static @Nullable Decimal text(JsonCursor frame) {
    if (frame.tryNull()) {
      return null;
    }
    long before = frame.mark();
    frame.string();
    if (frame.valueStart() == frame.valueEnd()) {
      return null;
    }
    frame.moveTo(before);
    return Numbers.decimal(frame);
  }

  private static Decimal rounded(JsonCursor frame, long at, int scale) {
    if (at == NONE) {
      throw frame.wrong("trade without price or amount");
    }
    frame.moveTo(at);
    return Numbers.rounded(frame, scale);
  }

  private static Side side(long type) {
    return type == 0 ? Side.BUY : type == 1 ? Side.SELL : Side.UNKNOWN;
  }
}
