package io.tapeline.ops.store;

import io.smallrye.mutiny.Uni;

/** Does something with what was stored since the last time, round by round; one at a time. */
public interface Rounds {

  /** For people and logs: {@code signals}. */
  String name();

  /**
   * One round; none may be under way. Whether there is more to do at once. Fails as the stores do;
   * the next round begins with what is stored.
   */
  Uni<Boolean> next();

  /** Somebody else goes on, or may have. */
  void forget();
}
