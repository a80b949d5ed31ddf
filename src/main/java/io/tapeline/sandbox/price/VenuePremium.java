package io.tapeline.sandbox.price;

import io.tapeline.market.Market;
import java.time.Duration;

/** How a venue's price wanders around the fair one: a few hundredths of a percent, slowly. */
public final class VenuePremium {

  private static final double SLOW = 0.0003;
  private static final double FAST = 0.0001;

  private final Noise slow;
  private final Noise fast;

  public VenuePremium(long seed, Market market) {
    long own = Hash.of(seed, "premium " + market.id());
    slow = new Noise(Hash.of(own, 1), Duration.ofMinutes(10).toNanos());
    fast = new Noise(Hash.of(own, 2), Duration.ofSeconds(20).toNanos());
  }

  /** What the fair price is multiplied with at this time, close to 1. */
  public double factor(long timeNanos) {
    return 1 + SLOW * slow.at(timeNanos) + FAST * fast.at(timeNanos);
  }
}
