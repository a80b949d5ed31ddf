package io.tapeline.service;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import java.time.Instant;

/** Trades of a market, to be written behind the tape's back. */
record KeptTrades(Market market) {

  static final long SECOND = 1_000_000_000;

  static KeptTrades of(String market) {
    return new KeptTrades(Market.parse(market));
  }

  Traded at(long eventNanos, long id, Origin origin) {
    Trade trade =
        new Trade(
            market,
            TradeId.of(id),
            Decimal.parse("100." + (1 + id % 9)),
            Decimal.parse("0.5"),
            id % 2 == 0 ? Side.BUY : Side.UNKNOWN,
            eventNanos,
            eventNanos + 1_000,
            1);
    return new Traded(trade, origin);
  }

  static long nanos(String time) {
    return Instant.parse(time).getEpochSecond() * SECOND;
  }

  static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }
}
