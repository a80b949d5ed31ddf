package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.verdict.Sheet.Column;
import io.tapeline.signal.verdict.Verdict.Reason;
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
    Reason reason = sheet.lack(column, index);
    return reason == null ? null : lack(reading, reason, column);
  }

  private Lack lack(Reading reading, Reason reason, Column column) {
    int reach = column.reach();
    return switch (reason) {
      case WARM_UP -> {
        String needed = " of the " + column.warmup() + " candles before it are there";
        yield lack(reading, reason, index - column.first() + needed);
      }
      case GAP -> lack(reading, reason, "one of the last " + reach + " candles is missing");
      case QUIET -> lack(reading, reason, "too little traded in the last " + reach + " candles");
      case UNDEFINED, NO_LONGER_INTERVAL, MODEL_UNAVAILABLE ->
          lack(reading, reason, "there is no finite value");
    };
  }

  private static Lack lack(Reading reading, Reason reason, String words) {
    return new Lack(reason, words + ", for " + reading.column() + " of " + reading.interval());
  }

  /** To be asked for only where nothing is lacking. */
  Figure figure(Reading reading) {
    Column column = sheet.column(reading, index);
    first = Math.min(first, column.first());
    return column.figure(reading, index);
  }

  /** The candles that figures were made of. */
  Input input() {
    return sheet.input(first, index);
  }
}
