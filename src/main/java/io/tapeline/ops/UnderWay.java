package io.tapeline.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something each one has under way; who has none takes no room. Any thread. */
public final class UnderWay<K> {

  private final Map<K, Integer> counts = new ConcurrentHashMap<>();

  /** Whether this one may have one more under way; then it is counted. */
  public boolean begin(K who, int most) {
    boolean[] begun = {false};
    counts.compute(
        who,
        (_, underWay) -> {
          int now = underWay == null ? 0 : underWay;
          begun[0] = now < most;
          return begun[0] ? Integer.valueOf(now + 1) : underWay;
        });
    return begun[0];
  }

  /** One that was counted is over. */
  public void end(K who) {
    counts.computeIfPresent(who, (_, underWay) -> underWay == 1 ? null : underWay - 1);
  }
}
