package io.tapeline.chain.rest.metric;

import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Which intervals are asked for.
 *
 * @param from where the first interval of the page begins, nanoseconds since 1970
 * @param to where the last one ends, likewise
 * @param known as of when; null for now
 */
record AskedMetrics(Interval interval, long from, long to, @Nullable Long known, Paging paging) {

  private static final int USUAL_INTERVALS = 100;

  /**
   * What stands in the address, with its wrongs noted.
   *
   * @param now nanoseconds since 1970
   */
  static AskedMetrics read(
      Inputs inputs,
      Interval interval,
      @Nullable String from,
      @Nullable String to,
      @Nullable Long known,
      long now,
      Paging paging,
      @Nullable String cursor) {
    long newest = known == null ? now : known;
    long end = to == null ? newest + 1 : inputs.timeNanos("to", to, Long.MAX_VALUE);
    Long start = inputs.timeNanos("from", from);
    if (start != null && start > end) {
      inputs.wrong("from", "must not be after to", from);
      start = null;
    }
    long until = end >= newest ? interval.floor(newest) + interval.nanos() : interval.ceiling(end);
    long first =
        start == null
            ? Math.max(0, until - USUAL_INTERVALS * interval.nanos())
            : interval.floor(start);
    Long after = inputs.position(paging, cursor, Long::valueOf);
    long begin = after == null || after < first ? first : interval.floor(after) + interval.nanos();
    return new AskedMetrics(interval, begin, until, known, paging);
  }

  CacheRule cache() {
    return known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
  }

  /** One more than the page has, if there are so many. */
  long until() {
    return Math.min(to, from + paging.limitAndOneMore() * interval.nanos());
  }
}
