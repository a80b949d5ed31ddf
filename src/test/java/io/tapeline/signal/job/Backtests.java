package io.tapeline.signal.job;

import io.tapeline.candle.app.CandleHistory;

/** Backtests of what is stored, for tests of other packages. */
public final class Backtests {

  private Backtests() {}

  public static SeriesBacktest of(CandleHistory history) {
    return new SeriesBacktest(new BacktestCandles(history));
  }
}
