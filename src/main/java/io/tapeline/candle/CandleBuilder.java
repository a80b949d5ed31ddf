package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the candles of one series and interval from its trades. An interval closes when tape time
 * is past its end by the grace; a trade that comes later makes the next revision of its candle, as
 * long as the interval is remembered. Pure: same trades and ticks in, same candles out.
 *
 * <p>An interval that was watched and in which nothing traded gives a synthetic candle that repeats
 * the close before, for intervals of a minute; of a second, {@link QuietSeconds} fills them in.
 */
public final class CandleBuilder {

  /** A trade that claims to be from further in the future than this is not believed. */
  private static final long MAX_AHEAD_NANOS = 3_600_000_000_000L;

  private static final long NOT_STARTED = Long.MIN_VALUE;

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
  private final RememberedIntervals intervals;
  private @Nullable Accumulator newest;
  private @Nullable Decimal lastClose;
  private long closedUpTo = NOT_STARTED;
  private long sealedBefore = NOT_STARTED;
  private long nowNanos;

  /**
   * @param graceNanos how long after its end an interval waits for trades
   * @param rememberNanos how long after its end a closed interval can be revised
   */
  public CandleBuilder(Interval interval, long graceNanos, long rememberNanos) {
    this.interval = interval;
    this.graceNanos = graceNanos;
    this.rememberNanos = rememberNanos;
    this.intervals = new RememberedIntervals(interval);
  }

  /**
   * Goes on from kept history; to be called first. The next interval to close is the one after the
   * newest candle. A closed candle can be revised only if these trades make exactly this candle.
   *
   * @param closed the newest revision of each candle kept of late, ascending
   * @param trades kept trades, at least all since the newest candle; not those of a snapshot
   * @throws IllegalStateException if the builder is already under way
   */
  public void seed(List<Candle> closed, List<Trade> trades) {
    if (closedUpTo != NOT_STARTED) {
      throw new IllegalStateException("a builder under way can't go back to kept history");
    }
    if (!closed.isEmpty()) {
      lastClose = closed.getLast().close();
      closedUpTo = closed.getLast().closeTimeNanos();
      sealedBefore = closedUpTo;
    }
    intervals.rebuild(closed, trades, closedUpTo);
    Accumulator first = intervals.firstFrom(closedUpTo);
    if (closed.isEmpty() && first != null) {
      closedUpTo = first.openTimeNanos();
    }
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
    long open = interval.floor(time);
    if (isOutOfReach(open, trade)) {
      return Applied.OUT_OF_REACH;
    }
    // a venue's clock may be ahead of ours: what it says of later must not close what is before
    startAt(Math.min(time, trade.receivedTimeNanos()));
    at = interval(open);
    at.add(trade);
    if (open >= closedUpTo) {
      return Applied.OPEN;
    }
    revise(at, out);
    return Applied.REVISED;
  }

  private boolean isOutOfReach(long open, Trade trade) {
    long received = trade.receivedTimeNanos();
    if (open >= closedUpTo && closedUpTo != NOT_STARTED) {
      return trade.eventTimeNanos() > received + MAX_AHEAD_NANOS;
    }
    return trade.eventTimeNanos() > received + MAX_AHEAD_NANOS
        || open < forgottenBefore(Math.max(nowNanos, received))
        || (open < sealedBefore && !intervals.knows(open));
  }

  /** A price of an index at a tick, which is never late. */
  public void price(Decimal price, long timeNanos) {
    startAt(timeNanos);
    interval(interval.floor(timeNanos)).price(price, timeNanos);
  }

  /**
   * What a market of an index traded, counted in the interval of {@code timeNanos} unless that is
   * closed.
   *
   * @param convertedPrice the trade's price in the index's quote asset
   */
  public void volume(Trade trade, Decimal convertedPrice, long timeNanos) {
    startAt(timeNanos);
    long open = interval.floor(timeNanos);
    if (open >= closedUpTo) {
      interval(open).volume(trade, convertedPrice);
    }
  }

  /** Tape time has come to this moment; candles of intervals that are over go to {@code out}. */
  public void tick(long timeNanos, Consumer<Candle> out) {
    nowNanos = timeNanos;
    if (closedUpTo == NOT_STARTED) {
      return;
    }
    long closable = interval.floor(timeNanos - graceNanos);
    if (closedUpTo >= closable) {
      return;
    }
    while (closedUpTo < closable) {
      if (interval == Interval.S1) {
        // seconds are many, and one without trades gives no candle: on to the next that has some
        Accumulator next = intervals.firstFrom(closedUpTo);
        closedUpTo = next == null ? closable : Math.min(closable, next.openTimeNanos());
        if (closedUpTo == closable) {
          break;
        }
      }
      long open = closedUpTo;
      closedUpTo += interval.nanos();
      close(open, out);
    }
    observation.forgetBefore(forgottenBefore(timeNanos));
    intervals.forgetBefore(forgottenBefore(timeNanos));
  }

  private long forgottenBefore(long now) {
    return now - rememberNanos - interval.nanos();
  }

  /**
   * The candles of intervals that are not closed yet, ascending; revision 0. Usually one: two while
   * an interval waits for the last of its trades, or where a venue's clock is ahead of ours.
   */
  public List<Candle> open() {
    List<Candle> open = new ArrayList<>(2);
    for (Accumulator at : intervals.from(closedUpTo)) {
      if (!at.isEmpty()) {
        open.add(at.candle(observed(at.openTimeNanos()), false, 0));
      }
    }
    return open;
  }

  private void startAt(long timeNanos) {
    if (closedUpTo == NOT_STARTED) {
      closedUpTo = interval.floor(timeNanos);
    }
  }

  private Accumulator interval(long openTimeNanos) {
    Accumulator at = intervals.at(openTimeNanos);
    if (newest == null || openTimeNanos >= newest.openTimeNanos()) {
      newest = at;
    }
    return at;
  }

  private void close(long open, Consumer<Candle> out) {
    Accumulator at = intervals.find(open);
    if (at != null && !at.isEmpty()) {
      lastClose = at.close();
      out.accept(at.candle(observed(open), true, at.nextRevision()));
    } else if (interval != Interval.S1 && lastClose != null && observed(open) > 0) {
      out.accept(intervals.repeat(open, lastClose, observed(open)));
    }
  }

  private void revise(Accumulator at, Consumer<Candle> out) {
    long open = at.openTimeNanos();
    intervals.replaceRepeat(at);
    out.accept(at.candle(observed(open), true, at.nextRevision()));
    Accumulator nextTraded = intervals.firstFrom(open + interval.nanos());
    long end = nextTraded == null ? closedUpTo : Math.min(closedUpTo, nextTraded.openTimeNanos());
    if (interval != Interval.S1) {
      repeat(at.close(), open + interval.nanos(), end, out);
    }
    if (end == closedUpTo) {
      lastClose = at.close();
    }
  }

  /** Watched intervals after one that was revised repeat its close, which may have changed. */
  private void repeat(Decimal price, long from, long end, Consumer<Candle> out) {
    for (long open = from; open < end; open += interval.nanos()) {
      if (intervals.isRepeat(open) || observed(open) > 0) {
        out.accept(intervals.repeat(open, price, observed(open)));
      }
    }
  }

  private long observed(long open) {
    Long kept = intervals.keptObservedNanos(open);
    return kept != null ? kept : observation.observedNanos(open, open + interval.nanos(), nowNanos);
  }
}
