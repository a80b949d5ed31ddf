package io.tapeline.signal.strategy;

/** What a strategy goes by. */
public enum Style {
  TREND,
  MOMENTUM,
  MEAN_REVERSION,
  BREAKOUT,
  VOLATILITY,
  VOLUME,
  AGREEMENT,
  COMPOSITE,
  MODEL
}
