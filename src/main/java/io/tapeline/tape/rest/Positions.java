package io.tapeline.tape.rest;

import io.tapeline.market.TradeId;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradePlace;

/** A trade's place as a cursor has it. */
final class Positions {

  private Positions() {}

  static String of(Traded traded) {
    TradePlace place = TradePlace.of(traded.trade());
    return place.eventNanos() + "/" + place.id();
  }

  /**
   * @throws IllegalArgumentException if it is none
   * @throws IndexOutOfBoundsException if it is none
   */
  static TradePlace read(String text) {
    int slash = text.indexOf('/');
    return new TradePlace(
        Long.parseLong(text.substring(0, slash)), TradeId.parse(text.substring(slash + 1)));
  }
}
