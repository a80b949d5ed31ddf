package io.tapeline.exchange.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.VenueCandle;
import io.tapeline.market.Interval;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The rows of one answer, and three ways to take what they tell. One row that can't be read refuses
 * the whole answer: without it, its interval would seem to have had no trade.
 */
public final class CandleRows {

  private final TreeMap<Long, CandleRow> byTime = new TreeMap<>();
  private final Interval interval;

  private CandleRows(Interval interval) {
    this.interval = interval;
  }

  /**
   * The rows of an array, in whatever order.
   *
   * @throws MalformedFrameException if it is no array or holds what no candle can be
   */
  public static CandleRows of(
      JsonNode array, Interval interval, Function<JsonNode, CandleRow> reading) {
    if (!array.isArray()) {
      throw new MalformedFrameException("no array of candles");
    }
    CandleRows rows = new CandleRows(interval);
    try {
      array.forEach(node -> rows.add(reading.apply(node)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedFrameException("no candle: " + e.getMessage());
    }
    return rows;
  }

  private void add(CandleRow row) {
    long time = row.openTimeNanos();
    if (interval.floor(time) != time) {
      throw new MalformedFrameException("candle at " + time + " starts within an interval");
    }
    CandleRow other = byTime.put(time, row);
    if (other != null && !other.equals(row)) {
      throw new MalformedFrameException("two candles at " + time);
    }
  }

  /**
   * For a venue that leaves out intervals without trades: told from the oldest row on, in case that
   * the answer was cut there; what is before it is to be asked again, and an answer without a row
   * tells that nothing traded.
   */
  public CandlePage sparse(CandleSpan page) {
    CandlePage told = fromOldest(page);
    return told.toldFromNanos() < told.toldToNanos()
        ? told
        : page(page.fromNanos(), page.toNanos(), page.fromNanos());
  }

  /**
   * For a venue that has a row for every interval: told from the oldest row on, as before it the
   * venue may have cut the answer or know nothing.
   */
  public CandlePage fromOldest(CandleSpan page) {
    long from = oldest(page);
    return page(from, page.toNanos(), from < page.toNanos() ? from : page.fromNanos());
  }

  /**
   * For a venue that answers with its newest rows, whatever is asked: told from the oldest to the
   * newest, and there is no more.
   */
  public CandlePage window(CandleSpan wanted) {
    if (byTime.isEmpty()) {
      return page(wanted.toNanos(), wanted.toNanos(), wanted.fromNanos());
    }
    long to = Math.min(wanted.toNanos(), byTime.lastKey() + interval.nanos());
    return page(oldest(wanted), to, wanted.fromNanos());
  }

  /** The end of the span if all rows are later. */
  private long oldest(CandleSpan span) {
    return byTime.isEmpty()
        ? span.toNanos()
        : Math.clamp(byTime.firstKey(), span.fromNanos(), span.toNanos());
  }

  private CandlePage page(long from, long to, long resume) {
    if (from >= to) {
      return new CandlePage(List.of(), to, to, resume);
    }
    try {
      List<VenueCandle> candles =
          byTime.subMap(from, to).values().stream().flatMap(row -> row.candle().stream()).toList();
      return new CandlePage(candles, from, to, resume);
    } catch (IllegalArgumentException e) {
      throw new MalformedFrameException("no candle: " + e.getMessage());
    }
  }
}
