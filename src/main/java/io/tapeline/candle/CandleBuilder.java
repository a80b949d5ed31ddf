package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the candles of one series and interval from its trades. An interval closes when tape time
 * is past its end by the grace; a trade that comes later makes the next revision of its candle, as
 * long as the interval is remembered. Pure: same trades and ticks in, same candles out.
 *
 * <p>An interval that was watched and in which nothing traded gives a synthetic candle that repeats
 * the close before, for intervals of a minute; of a second, readers fill in such candles.
 */
public final class CandleBuilder {

  /** A trade that claims to be from further in the future than this is not believed. */
  private static final long MAX_AHEAD_NANOS = 3_600_000_000_000L;

  /** What became of a trade. */
  public enum Applied {
    /** In an interval that is still open. */
    OPEN,
    /** In a closed interval: its candle was revised. */
    REVISED,
    /** In an interval that is no longer remembered, or absurdly far ahead: left out. */
    OUT_OF_REACH
  }

  private final Interval interval;
  private final long graceNanos;
  private final long rememberNanos;
  private final Observation observation = new Observation();
  private final NavigableMap<Long, Accumulator> intervals = new TreeMap<>();
  private final NavigableMap<Long, Integer> syntheticRevisions = new TreeMap<>();
  private @Nullable Accumulator newest;
  private @Nullable Decimal lastClose;
  private long closedUpTo = Long.MIN_VALUE;
  private long nowNanos;

  /**
   * @param graceNanos how long after its end an interval waits for trades
   * @param rememberNanos how long after its end a closed interval can be revised
   */
  public CandleBuilder(Interval interval, long graceNanos, long rememberNanos) {
    this.interval = interval;
    this.graceNanos = graceNanos;
    this.rememberNanos = rememberNanos;
  }

  public void watching(String connection, long timeNanos) {
    observation.watching(connection, timeNanos);
    startAt(timeNanos);
  }

  public void lost(String connection, long timeNanos) {
    observation.lost(connection, timeNanos);
  }

  /** Adds a trade; revised candles of closed intervals go to {@code out}. */
  public Applied apply(Trade trade, Consumer<Candle> out) {
    long time = trade.eventTimeNanos();
    Accumulator at = newest;
    if (at != null && at.holds(time) && at.openTimeNanos() >= closedUpTo) {
      at.add(trade);
      return Applied.OPEN;
    }
    startAt(time);
    if (isOutOfReach(time, trade.receivedTimeNanos())) {
      return Applied.OUT_OF_REACH;
    }
    at = interval(interval.floor(time));
    at.add(trade);
    if (at.openTimeNanos() >= closedUpTo) {
      return Applied.OPEN;
    }
    revise(at, out);
    return Applied.REVISED;
  }

  /** A price of an index at a tick, which is never late. */
  public void price(Decimal price, long timeNanos) {
    startAt(timeNanos);
    interval(interval.floor(timeNanos)).price(price, timeNanos);
  }

  /** What a market of an index traded, counted in the interval of {@code timeNanos}. */
  public void volume(Trade trade, Decimal rate, long timeNanos) {
    startAt(timeNanos);
    Accumulator at = interval(interval.floor(timeNanos));
    if (at.openTimeNanos() >= closedUpTo) {
      at.volume(trade, rate);
    }
  }

  /** Tape time has come to this moment; candles of intervals that are over go to {@code out}. */
  public void tick(long timeNanos, Consumer<Candle> out) {
    nowNanos = timeNanos;
    if (closedUpTo == Long.MIN_VALUE) {
      return;
    }
    long closable = interval.floor(timeNanos - graceNanos);
    while (closedUpTo < closable) {
      Map.Entry<Long, Accumulator> next = intervals.ceilingEntry(closedUpTo);
      if (interval == Interval.S1 && (next == null || next.getKey() > closedUpTo)) {
        closedUpTo = next == null ? closable : Math.min(closable, next.getKey());
        continue;
      }
      long open = closedUpTo;
      closedUpTo += interval.nanos();
      close(open, out);
    }
    forget();
  }

  /**
   * The candles of intervals that are not closed yet, ascending; revision 0. Usually one: two while
   * an interval waits for the last of its trades, or where a venue's clock is ahead of ours.
   */
  public List<Candle> open() {
    List<Candle> open = new ArrayList<>(2);
    for (Accumulator at : intervals.tailMap(closedUpTo, true).values()) {
      if (!at.isEmpty()) {
        open.add(at.candle(observed(at.openTimeNanos()), false, 0));
      }
    }
    return open;
  }

  /**
   * Goes on from stored history: the next interval to close, and the close before it.
   *
   * @param nextOpenNanos start of the first interval that is not stored
   */
  public void resume(long nextOpenNanos, @Nullable Decimal closeBefore) {
    closedUpTo = nextOpenNanos;
    lastClose = closeBefore;
  }

  private void startAt(long timeNanos) {
    if (closedUpTo == Long.MIN_VALUE) {
      closedUpTo = interval.floor(timeNanos);
    }
  }

  private boolean isOutOfReach(long time, long received) {
    return time > received + MAX_AHEAD_NANOS
        || (interval.floor(time) < closedUpTo
            && time + interval.nanos() + rememberNanos < Math.max(nowNanos, received));
  }

  private Accumulator interval(long openTimeNanos) {
    Accumulator at =
        intervals.computeIfAbsent(openTimeNanos, open -> new Accumulator(interval, open));
    if (newest == null || openTimeNanos >= newest.openTimeNanos()) {
      newest = at;
    }
    return at;
  }

  private void close(long open, Consumer<Candle> out) {
    Accumulator at = intervals.get(open);
    if (at != null && !at.isEmpty()) {
      lastClose = at.close();
      out.accept(at.candle(observed(open), true, at.nextRevision()));
    } else if (interval != Interval.S1 && lastClose != null && observed(open) > 0) {
      out.accept(synthetic(open, lastClose));
    }
  }

  private Candle synthetic(long open, Decimal price) {
    int revision = syntheticRevisions.merge(open, 1, Integer::sum);
    return Candle.synthetic(interval, open, price, observed(open), revision);
  }

  private void revise(Accumulator at, Consumer<Candle> out) {
    long open = at.openTimeNanos();
    Integer wasSynthetic = syntheticRevisions.remove(open);
    for (int i = 0; wasSynthetic != null && i < wasSynthetic; i++) {
      at.nextRevision();
    }
    out.accept(at.candle(observed(open), true, at.nextRevision()));
    reviseRepeats(at, out);
  }

  /** Synthetic candles that follow repeat the close, which may have changed. */
  private void reviseRepeats(Accumulator at, Consumer<Candle> out) {
    Long nextTraded = intervals.higherKey(at.openTimeNanos());
    long end = nextTraded == null ? closedUpTo : Math.min(closedUpTo, nextTraded);
    for (long open :
        List.copyOf(
            syntheticRevisions
                .subMap(at.openTimeNanos(), false, Math.max(end, at.openTimeNanos() + 1), false)
                .keySet())) {
      out.accept(synthetic(open, at.close()));
    }
    if (nextTraded == null || nextTraded >= closedUpTo) {
      lastClose = at.close();
    }
  }

  private long observed(long open) {
    return observation.observedNanos(open, open + interval.nanos(), nowNanos);
  }

  private void forget() {
    long before = nowNanos - rememberNanos - interval.nanos();
    observation.forgetBefore(before);
    while (!intervals.isEmpty() && intervals.firstKey() < before) {
      intervals.pollFirstEntry();
    }
    while (!syntheticRevisions.isEmpty() && syntheticRevisions.firstKey() < before) {
      syntheticRevisions.pollFirstEntry();
    }
  }
}
