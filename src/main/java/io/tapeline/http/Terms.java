package io.tapeline.http;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What an answer may be, by whoever let its request in.
 *
 * @param cache how long it may be kept as long as it can still change; null if it says so itself
 * @param mostRows that it may have
 */
public record Terms(@Nullable CacheRule cache, long mostRows) {

  private static final String KEY = Terms.class.getName();
  private static final Terms NONE = new Terms(null, Long.MAX_VALUE);

  public void keepWith(RoutingContext route) {
    route.put(KEY, this);
  }

  /** Whether somebody let the request in. */
  public static boolean areGiven(RoutingContext route) {
    return route.get(KEY) != null;
  }

  /** Of a request that nobody had to let in there are none. */
  public static Terms of(RoutingContext route) {
    Terms kept = route.get(KEY);
    return kept == null ? NONE : kept;
  }

  /** What can't change any more may be kept for ever, whatever the terms are. */
  public CacheRule cache(CacheRule own) {
    return cache == null || own.equals(CacheRule.IMMUTABLE) ? own : cache;
  }
}
