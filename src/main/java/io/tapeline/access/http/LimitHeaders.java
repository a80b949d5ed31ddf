package io.tapeline.access.http;

import io.tapeline.access.Limit;
import io.tapeline.http.Times;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/**
 * What a caller has left, as draft-ietf-httpapi-ratelimit-headers-10 writes it: quantities in
 * units, times in whole seconds, rounded up.
 */
final class LimitHeaders {

  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence LEFT = HttpHeaders.createOptimized("RateLimit");

  private LimitHeaders() {}

  static void put(MultiMap headers, String group, Limit limit, long remaining, Duration reset) {
    headers.set(POLICY, '"' + group + "\";q=" + limit.units() + ";w=" + limit.per().toSeconds());
    headers.set(LEFT, '"' + group + "\";r=" + remaining + ";t=" + Times.wholeSeconds(reset));
  }
}
