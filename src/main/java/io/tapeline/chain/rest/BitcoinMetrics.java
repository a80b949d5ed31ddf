package io.tapeline.chain.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.bitcoin.follow.WorkTracker;
import io.tapeline.chain.bitcoin.record.BitcoinHistory;
import io.tapeline.chain.bitcoin.record.BitcoinStretch;
import io.tapeline.chain.json.bitcoin.BitcoinMetricJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happened on chains of Bitcoin, interval by interval. */
@ApplicationScoped
class BitcoinMetrics {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final BitcoinHistory history;

  BitcoinMetrics(BitcoinHistory history) {
    this.history = history;
  }

  static boolean has(ChainTracker tracker) {
    return tracker instanceof WorkTracker;
  }

  /**
   * Every interval of a range, as known at a moment.
   *
   * @param fromNanos where the first one begins
   * @param toNanos where the last one ends
   */
  Uni<Answer> page(
      String chain,
      Interval interval,
      long fromNanos,
      long toNanos,
      Paging paging,
      long moment,
      CacheRule cache) {
    long seconds = interval.nanos() / NANOS_PER_SECOND;
    long from = fromNanos / NANOS_PER_SECOND;
    long to = toNanos / NANOS_PER_SECOND;
    return history
        .series(chain, moment, seconds, from, to)
        .map(series -> Answer.of(page(series, from, to, seconds, paging), cache));
  }

  private static Page<BitcoinMetricJson> page(
      BitcoinHistory.Series series, long from, long to, long seconds, Paging paging) {
    Map<Long, BitcoinStretch> byOpen =
        series.stretches().stream()
            .collect(Collectors.toMap(BitcoinStretch::openSeconds, Function.identity()));
    List<Long> opens = new ArrayList<>();
    for (long open = from; open < to; open += seconds) {
      opens.add(open);
    }
    return Page.of(
        BitcoinMetricJson.class,
        paging,
        opens,
        open -> Long.toString(open * NANOS_PER_SECOND),
        open ->
            BitcoinMetricJson.of(
                Instant.ofEpochSecond(open),
                Instant.ofEpochSecond(open + seconds),
                byOpen.get(open),
                series));
  }
}
