package io.tapeline.chain.rest.metric;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.bitcoin.follow.ConfiguredBitcoin;
import io.tapeline.chain.bitcoin.record.BitcoinHistory;
import io.tapeline.chain.bitcoin.record.BitcoinStretch;
import io.tapeline.chain.json.bitcoin.BitcoinMetricJson;
import io.tapeline.http.Answer;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happened on chains of Bitcoin, interval by interval. */
@ApplicationScoped
class BitcoinMetrics implements ChainMetrics {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ConfiguredBitcoin bitcoin;
  private final BitcoinHistory history;

  BitcoinMetrics(ConfiguredBitcoin bitcoin, BitcoinHistory history) {
    this.bitcoin = bitcoin;
    this.history = history;
  }

  @Override
  public boolean has(String chain) {
    return bitcoin.find(chain).isPresent();
  }

  @Override
  public Uni<Answer> page(String chain, AskedMetrics asked, long moment) {
    long seconds = asked.interval().nanos() / NANOS_PER_SECOND;
    long from = asked.from() / NANOS_PER_SECOND;
    long to = asked.until() / NANOS_PER_SECOND;
    return history
        .series(chain, moment, seconds, from, to)
        .map(series -> Answer.of(page(series, from, to, seconds, asked.paging()), asked.cache()));
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
