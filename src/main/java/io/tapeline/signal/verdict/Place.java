package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Significant;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.verdict.Sheet.Column;
import io.tapeline.signal.verdict.Verdict.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest candle of an interval that is closed at a moment, and what is read there. */
final class Place {

  /**
   * Why something can't be read.
   *
   * @param because in words, without a full stop
   */
  record Lack(Reason reason, String because) {}

  private final Sheet sheet;

  /** −1 if the candle is missing. An older one is none instead of it. */
  private final int index;

  /** The earliest candle that was used. */
  private int first;

  Place(Sheet sheet, long momentNanos) {
    Interval interval = sheet.candles().interval();
    this.sheet = sheet;
    this.index = sheet.candles().indexOf(interval.floor(momentNanos) - interval.nanos());
    this.first = index;
  }

  /** Null if nothing is missing. */
  @Nullable Lack lack(Reading reading) {
    if (index < 0) {
      return new Lack(Reason.GAP, "the newest candle of " + reading.interval() + " is missing");
    }
    Column column = sheet.column(reading, index);
    int before = index - column.first();
    if (before < column.warmup()) {
      String needed = " of the " + column.warmup() + " candles before it are there";
      return lack(reading, Reason.WARM_UP, before + needed);
    }
    if (!sheet.candles().isWhole(index, column.reach())) {
      return lack(reading, Reason.GAP, "one of the last " + column.reach() + " candles is missing");
    }
    if (!sheet.candles().isTraded(index, column.reach())) {
      return lack(
          reading, Reason.QUIET, "too little traded in the last " + column.reach() + " candles");
    }
    return Double.isNaN(column.at(index))
        ? lack(reading, Reason.UNDEFINED, "there is no finite value")
        : null;
  }

  private static Lack lack(Reading reading, Reason reason, String words) {
    return new Lack(reason, words + ", for " + reading.column() + " of " + reading.interval());
  }

  /** To be asked for only where nothing is lacking. */
  Figure figure(Reading reading) {
    Column column = sheet.column(reading, index);
    first = Math.min(first, column.first());
    return new Figure(reading, Objects.requireNonNull(Significant.of(column.at(index))));
  }

  /** The candles that figures were made of. */
  Input input() {
    return sheet.input(first, index);
  }
}
