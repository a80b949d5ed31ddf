package io.tapeline.ops;

import com.github.benmanes.caffeine.cache.Caffeine;

/** Caches of small things in memory, as requests need them. */
public final class Caches {

  private Caches() {}

  /**
   * Whoever comes by tidies up, every few reads and for about a microsecond: waking another thread
   * for that takes longer.
   */
  public static Caffeine<Object, Object> tidiedInPassing() {
    return Caffeine.newBuilder().executor(Runnable::run);
  }
}
