package io.tapeline.exchange.binance;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;

/**
 * Reads {@code trade} and {@code aggTrade} events. An aggregate is told as the matches f to l under
 * the last one's id, so that the tape sees them overlap with the single matches of the other
 * stream.
 */
final class BinanceTrades {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  /** In milliseconds this would be the year 5138: larger times are in microseconds. */
  private static final long MICROS_FROM = 100_000_000_000_000L;

  private static final long ABSENT = -1;

  private final SymbolTable<Market> markets;

  BinanceTrades(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  /** Tells a single match; false if it is of a market that we don't map. */
  boolean readMatch(JsonCursor frame, long received, FrameEvents out) {
    return read(frame, 't', 't', received, out);
  }

  /** Tells an aggregate; false if it is of a market that we don't map. */
  boolean readAggregate(JsonCursor frame, long received, FrameEvents out) {
    return read(frame, 'f', 'l', received, out);
  }

  private boolean read(
      JsonCursor frame, char firstName, char lastName, long received, FrameEvents out) {
    Market market = null;
    Decimal price = null;
    Decimal quantity = null;
    Side side = null;
    long first = ABSENT;
    long last = ABSENT;
    long traded = ABSENT;
    long told = ABSENT;
    frame.enterObject();
    while (frame.nextField()) {
      int name = frame.nameLength() == 1 ? frame.nameFirst() : 0;
      switch (name) {
        case 's' -> {
          frame.string();
          market = frame.lookUp(markets);
        }
        case 'p' -> price = frame.decimal();
        case 'q' -> quantity = frame.decimal();
        case 'T' -> traded = frame.number();
        case 'E' -> told = frame.number();
        case 'm' -> side = frame.bool() ? Side.SELL : Side.BUY;
        default -> {
          if (name == lastName) {
            last = frame.number();
          } else if (name == firstName) {
            first = frame.number();
          } else {
            frame.skip();
          }
        }
      }
    }
    first = firstName == lastName ? last : first;
    long time = traded >= 0 ? traded : told;
    if (price == null || quantity == null || side == null || time < 0) {
      throw frame.wrong("trade without price, quantity, side or time");
    }
    if (first < 0 || last < first) {
      throw frame.wrong("trade without id");
    }
    if (market != null) {
      int matches = Math.toIntExact(last - first + 1);
      out.trade(
          new Trade(
              market, TradeId.of(last), price, quantity, side, nanos(time), received, matches));
    }
    return market != null;
  }

  /** Milliseconds, or microseconds where the socket was asked for them. */
  static long nanos(long time) {
    return Math.multiplyExact(time, time >= MICROS_FROM ? NANOS_PER_MICRO : NANOS_PER_MILLI);
  }
}
