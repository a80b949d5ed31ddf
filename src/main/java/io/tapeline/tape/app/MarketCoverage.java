package io.tapeline.tape.app;

import io.tapeline.market.Market;
import java.util.Map;

/** How well a market was watched, told by who knows that of each minute. */
public interface MarketCoverage {

  /**
   * How many minutes of a range are in which state, {@code observed} or another, from the first
   * that anything is known of. Waits for the store, so on a thread that may.
   *
   * @param toNanos exclusive, nanoseconds since 1970 UTC
   * @param asOfNanos what was recorded later is not seen
   */
  Map<String, Long> minutes(Market market, long fromNanos, long toNanos, long asOfNanos);
}
