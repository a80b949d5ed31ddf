package io.tapeline.signal.indicator;

/** What an indicator speaks of. */
public enum Family {
  PRICE,
  AVERAGE,
  TREND,
  MOMENTUM,
  VOLATILITY,
  VOLUME,
  STATISTICS,
  CANDLESTICK
}
