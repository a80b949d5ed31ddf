package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Recount;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the candles that trades make in the place of those that stand: seconds as they come, minutes
 * week by week, each with the longer candles that follow from them.
 */
final class Settling {

  private static final long MINUTE = Interval.M1.nanos();

  /** Candles that are compared and written at once. */
  private static final int PART = 10_000;

  /** So far after a changed close its repetitions are looked for. */
  private static final long REPEATED = Duration.ofDays(7).toNanos();

  private final Standing standing;
  private final long secondsFromNanos;
  private final List<Candle> minutes = new ArrayList<>();
  private final List<Candle> seconds = new ArrayList<>();
  private final List<Candle> week = new ArrayList<>();
  private @Nullable Candle last;
  private boolean lastChanged;
  private int settled;

  /**
   * @param secondsFromNanos older seconds are not kept, so not made
   */
  Settling(Standing standing, long secondsFromNanos) {
    this.standing = standing;
    this.secondsFromNanos = secondsFromNanos;
  }

  void add(Candle minute, List<Candle> itsSeconds) {
    if (!minutes.isEmpty() && minutes.size() + seconds.size() + itsSeconds.size() > PART) {
      settle();
    }
    minutes.add(minute);
    if (minute.openTimeNanos() >= secondsFromNanos) {
      seconds.addAll(itsSeconds);
    }
  }

  /** The minutes in one stretch end here. */
  void end() {
    settle();
    Candle end = last;
    if (end != null && lastChanged) {
      follow(end);
    }
    lastChanged = false;
  }

  /** All is told. How many minutes were made or corrected. */
  int finish() {
    settle();
    writeWeek();
    return settled;
  }

  private void settle() {
    if (minutes.isEmpty()) {
      return;
    }
    long from = minutes.getFirst().openTimeNanos();
    long to = minutes.getLast().closeTimeNanos();
    Map<Long, Candle> there = standing.between(Interval.M1, from, to);
    settleSeconds(there, from, to);
    minutes.forEach(made -> settle(made, there.get(made.openTimeNanos())));
    minutes.clear();
  }

  /** Not those of minutes that stand firm. */
  private void settleSeconds(Map<Long, Candle> minutesThere, long from, long to) {
    if (seconds.isEmpty()) {
      return;
    }
    List<Long> firm =
        minutes.stream()
            .filter(made -> Recount.standsFirm(minutesThere.get(made.openTimeNanos()), made))
            .map(Candle::openTimeNanos)
            .toList();
    Map<Long, Candle> there = standing.between(Interval.S1, from, to);
    List<Candle> changed = new ArrayList<>();
    for (Candle made : seconds) {
      Candle next =
          firm.contains(Interval.M1.floor(made.openTimeNanos()))
              ? null
              : Recount.of(there.get(made.openTimeNanos()), made);
      if (next != null) {
        changed.add(next);
      }
    }
    standing.write(changed);
    seconds.clear();
  }

  private void settle(Candle told, @Nullable Candle stands) {
    Candle before = last;
    boolean next = before != null && before.closeTimeNanos() == told.openTimeNanos();
    Candle made =
        told.synthetic() && before != null && next
            ? Recount.repeating(told, before.close(), 1)
            : told;
    Candle revised = Recount.of(stands, made);
    if (revised != null) {
      write(revised);
    }
    last = revised != null ? revised : stands;
    lastChanged = revised != null && stands != null && !revised.close().equals(stands.close());
  }

  /** Quiet minutes after a revised one repeat its close, which has changed. */
  private void follow(Candle end) {
    Decimal close = end.close();
    long open = end.closeTimeNanos();
    Map<Long, Candle> there = standing.between(Interval.M1, open, open + REPEATED);
    Candle next = there.get(open);
    while (next != null && next.synthetic() && !next.close().equals(close)) {
      write(Recount.repeating(next, close, next.revision() + 1));
      open += MINUTE;
      next = there.get(open);
    }
  }

  private void write(Candle minute) {
    if (!week.isEmpty()
        && Interval.W1.floor(week.getFirst().openTimeNanos())
            != Interval.W1.floor(minute.openTimeNanos())) {
      writeWeek();
    }
    week.add(minute);
    settled++;
  }

  private void writeWeek() {
    standing.write(week);
    week.clear();
  }
}
