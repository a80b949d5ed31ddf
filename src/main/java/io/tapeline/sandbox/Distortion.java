package io.tapeline.sandbox;

import io.tapeline.market.Market;

/** How far a market's prices are off at a time; lets a venue be an outlier on purpose. */
@FunctionalInterface
public interface Distortion {

  /** No market is ever off. */
  Distortion NONE = (_, _) -> 1;

  /** The factor on the price at this time, 1 for none; always the same for the same question. */
  double factor(Market market, long timeNanos);
}
