package io.tapeline.exchange.bybit;

import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.TradeId;

/** Reads trade ids from bytes: spot numbers its trades, derivatives name them by UUID. */
final class TradeIds {

  private static final int UUID_LENGTH = 36;

  private TradeIds() {}

  /** The id that stands here, a number, a number in a string or a UUID. */
  static TradeId read(JsonCursor frame) {
    if (!frame.atString()) {
      return TradeId.of(unsigned(frame, frame.number()));
    }
    frame.string();
    int length = frame.valueEnd() - frame.valueStart();
    return length == UUID_LENGTH
        ? uuid(frame, frame.valueStart())
        : TradeId.of(number(frame, frame.valueStart(), frame.valueEnd()));
  }

  private static long unsigned(JsonCursor frame, long number) {
    if (number < 0) {
      throw frame.wrong("negative trade id");
    }
    return number;
  }

  private static long number(JsonCursor frame, int start, int end) {
    long number = 0;
    for (int i = start; i < end; i++) {
      int digit = frame.bytes()[i] - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        throw frame.wrong("trade id is neither number nor UUID");
      }
      number = number * 10 + digit;
    }
    if (start == end) {
      throw frame.wrong("empty trade id");
    }
    return number;
  }

  /** 8, 4, 4, 4 and 12 hexadecimal digits with dashes between. */
  private static TradeId uuid(JsonCursor frame, int start) {
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      byte b = frame.bytes()[start + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (b != '-') {
          throw frame.wrong("trade id is no UUID");
        }
        continue;
      }
      int digit = Character.digit(b, 16);
      if (digit < 0) {
        throw frame.wrong("trade id is no UUID");
      }
      if (digits++ < 16) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return new TradeId(high, low);
  }
}
