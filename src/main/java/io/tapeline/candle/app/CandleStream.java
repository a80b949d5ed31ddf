package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import java.util.List;
import java.util.function.Function;

/**
 * All candles of a range as they were known at a moment, a page at a time. Since nothing that was
 * known at a moment ever changes, no transaction has to be held open between the pages.
 *
 * <p>To be asked by one caller, for the next page after the one before has come.
 */
public final class CandleStream<T> {

  /** Rows of a page: enough to make its query cheap, few enough to encode it at once. */
  private static final int PAGE = 2_000;

  private final CandleHistory history;
  private final CandleRange range;
  private final long asOfNanos;
  private final Function<CandleRange, Uni<List<T>>> reader;
  private long fromNanos;

  /**
   * @param reader reads one page's range
   */
  CandleStream(
      CandleHistory history,
      CandleRange range,
      long asOfNanos,
      Function<CandleRange, Uni<List<T>>> reader) {
    this.history = history;
    this.range = range;
    this.asOfNanos = asOfNanos;
    this.reader = reader;
    this.fromNanos = range.fromNanos();
  }

  /** The next candles, ascending; none at the end. Fails with {@code store_unavailable}. */
  public Uni<List<T>> next() {
    if (fromNanos >= range.toNanos()) {
      return Uni.createFrom().item(List.of());
    }
    CandleRange page =
        new CandleRange(range.series(), range.interval(), fromNanos, range.toNanos(), PAGE);
    fromNanos = page.reachNanos();
    return reader
        .apply(page)
        .chain(found -> found.isEmpty() ? behindTheGap() : Uni.createFrom().item(found));
  }

  private Uni<List<T>> behindTheGap() {
    return history
        .firstFrom(range, fromNanos, asOfNanos)
        .chain(
            open -> {
              fromNanos = open.orElse(range.toNanos());
              return next();
            });
  }
}
