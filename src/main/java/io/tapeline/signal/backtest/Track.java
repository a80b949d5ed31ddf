package io.tapeline.signal.backtest;

import io.tapeline.signal.statistic.Returns;
import java.util.List;

/**
 * How a backtest went.
 *
 * @param worth at the close of each candle, with the position at that price; 1 at the beginning
 * @param exposed candles at whose close there was a position
 * @param turnover notional of each fill by what was there then, added up
 * @param paid fees and slippage, as a share of what was there at the beginning
 */
public record Track(Returns worth, List<Trade> trades, int exposed, double turnover, double paid) {

  public Track {
    trades = List.copyOf(trades);
  }
}
