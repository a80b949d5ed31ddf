package io.tapeline.sandbox.fault;

import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong, for a while.
 *
 * @param market the only one that is hit; null hits all of the venue. A disconnect or silence hits
 *     the whole venue anyway
 * @param fromNanos nanoseconds since 1970 UTC
 * @param untilNanos the first moment at which all is well again
 * @param percent how far prices of an outlier are off; negative is too low
 */
public record Fault(
    Venue venue,
    FaultKind kind,
    @Nullable Market market,
    long fromNanos,
    long untilNanos,
    double percent) {

  public Fault {
    if (market != null && !market.venue().equals(venue)) {
      throw new IllegalArgumentException(market + " is no market of " + venue);
    }
    if (untilNanos <= fromNanos) {
      throw new IllegalArgumentException("ends before it starts");
    }
    if (!(percent > -100)) {
      throw new IllegalArgumentException("percent: " + percent);
    }
  }

  /** Whether this hits the venue in this way at this time. */
  public boolean hits(FaultKind how, Venue where, long timeNanos) {
    return how == kind && timeNanos >= fromNanos && timeNanos < untilNanos && where.equals(venue);
  }

  /** Whether this hits the market in this way at this time. */
  public boolean hits(FaultKind how, Market where, long timeNanos) {
    return hits(how, where.venue(), timeNanos) && (market == null || market.equals(where));
  }
}
