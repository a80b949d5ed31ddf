package io.tapeline.access.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Limit;
import java.time.Duration;

/** What all replicas together have left of each caller's limits. */
public interface SharedLimits {

  /**
   * Units that one replica may spend.
   *
   * @param units how many; fewer than asked for where no more are left
   * @param remaining what is left after that
   * @param retryAfter when there will be one more; zero while something is left
   */
  record Lease(long units, long remaining, Duration retryAfter) {}

  /**
   * Takes units of a caller's limit. Fails, soon, where nothing can be taken.
   *
   * @param back units that were leased before and not used
   */
  Uni<Lease> lease(String account, String group, Limit limit, long units, long back);

  /** How many replicas there are, as far as is known; at least 1. */
  int replicas();
}
