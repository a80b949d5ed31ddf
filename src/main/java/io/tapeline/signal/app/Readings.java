package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleReader;
import io.tapeline.candle.app.KnownRange;
import io.tapeline.candle.app.SettledRanges;
import io.tapeline.signal.indicator.Block;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the candles that a page of figures is made of, those of the warm-up with them, in whole
 * blocks where they are settled: so that many questions read, and remember, the same.
 */
@ApplicationScoped
class Readings {

  private final CandleReader reader;
  private final SettledRanges ranges;
  private final CandleConfig config;

  Readings(CandleReader reader, SettledRanges ranges, CandleConfig config) {
    this.reader = reader;
    this.ranges = ranges;
    this.config = config;
  }

  /** Longest warm-up, candles, that leaves room for a block within what one request may read. */
  int longestWarmup() {
    return config.maxCandlesRead() / 2 - 2 * Block.INTERVALS;
  }

  /** The end of the page: that of its rows, or of what one request may read. */
  long reach(IndicatorQuestion question) {
    CandleRange rows = question.rows();
    long reach = rows.reachNanos();
    long begin = question.reading(rows.fromNanos()).fromNanos();
    long most = config.maxCandlesRead();
    // no product that could get out of range
    return (reach - begin) / rows.interval().nanos() < most
        ? reach
        : begin + most * rows.interval().nanos();
  }

  /** Candles of intervals that end by then are final and stored. */
  long storedNanos() {
    return reader.storedNanos();
  }

  /** No trade can revise what the page is made of any more. */
  boolean isSettled(IndicatorQuestion question) {
    return reach(question) <= reader.settledNanos();
  }

  /** And all of it is stored. */
  boolean isStored(IndicatorQuestion question) {
    return reach(question) <= storedNanos();
  }

  /** Candles of a page that is stored. Fails with {@code store_unavailable}. */
  Uni<KnownRange> stored(IndicatorQuestion question) {
    return ranges.read(question.reading(wholeBlock(question)));
  }

  /**
   * Candles as they were known at a moment. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos not later than the horizon
   */
  Uni<KnownRange> asOf(IndicatorQuestion question, long asOfNanos) {
    return ranges.read(question.reading(reach(question)), asOfNanos);
  }

  /** Candles as they are: whole blocks that are settled from the last question, the rest anew. */
  Uni<List<Candle>> newest(IndicatorQuestion question) {
    CandleRange reading = question.reading(reach(question));
    long stored = storedNanos();
    long cut = stored <= reading.fromNanos() ? stored : holding(question, stored).startNanos();
    if (cut <= reading.fromNanos() || cut >= reading.toNanos()) {
      return reader.read(reading);
    }
    return Uni.combine()
        .all()
        .unis(
            ranges.read(question.range(reading.fromNanos(), cut)),
            reader.read(question.range(cut, reading.toNanos())))
        .with((before, now) -> Stream.concat(before.candles().stream(), now.stream()).toList());
  }

  /** The end of the page's last block if that is stored: its other pages then read the same. */
  private long wholeBlock(IndicatorQuestion question) {
    long reach = reach(question);
    CandleRange rows = question.rows();
    long end = holding(question, Math.max(rows.fromNanos(), reach - 1)).endNanos();
    long begin = question.reading(reach).fromNanos();
    boolean fits = (end - begin) / rows.interval().nanos() <= config.maxCandlesRead();
    return fits && end <= storedNanos() ? end : reach;
  }

  private static Block holding(IndicatorQuestion question, long timeNanos) {
    return Block.holding(question.rows().interval(), timeNanos);
  }
}
