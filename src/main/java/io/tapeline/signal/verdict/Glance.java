package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.verdict.Sheet.Column;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many columns from candle to candle: the same figures that a {@link Desk} judges by, each
 * read once however many ask for it, without the words and hashes of a verdict. For one thread.
 */
public final class Glance {

  private final Interval interval;
  private final Map<Interval, Look> looks = new EnumMap<>(Interval.class);
  private final Map<Reading, Integer> slots = new HashMap<>();
  private final List<@Nullable Figure> now = new ArrayList<>();
  private final List<@Nullable Figure> before = new ArrayList<>();
  private long lastNanos = Long.MIN_VALUE;

  /** The columns of one interval. */
  private static final class Look {
    private final Sheet sheet;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    /** The candle whose figures were read last. */
    private int index = -1;

    Look(Sheet sheet) {
      this.sheet = sheet;
    }
  }

  /**
   * @param interval whose closes are the moments
   */
  public Glance(Interval interval, Sheets sheets, List<Reading> readings) {
    this.interval = interval;
    for (Reading reading : readings) {
      if (!slots.containsKey(reading)) {
        Look look =
            looks.computeIfAbsent(reading.interval(), length -> new Look(sheets.of(length)));
        look.readings.add(reading);
        look.slots.add(now.size());
        slots.put(reading, now.size());
        now.add(null);
        before.add(null);
      }
    }
  }

  /** Where the figures of a reading are, one of those that were asked for. */
  public int slot(Reading reading) {
    return Objects.requireNonNull(slots.get(reading));
  }

  /** Goes to the close of the candle that opens at this time. Costs least from one to the next. */
  public void at(long openTimeNanos) {
    boolean next = openTimeNanos - interval.nanos() == lastNanos;
    for (int slot = 0; slot < now.size(); slot++) {
      before.set(slot, next ? now.get(slot) : null);
    }
    lastNanos = openTimeNanos;
    looks.forEach((length, look) -> read(length, look, openTimeNanos + interval.nanos()));
  }

  private void read(Interval length, Look look, long momentNanos) {
    int index = look.sheet.candles().indexOf(length.floor(momentNanos) - length.nanos());
    if (index == look.index) {
      return; // a longer one, of which there is no newer candle
    }
    look.index = index;
    for (int i = 0; i < look.readings.size(); i++) {
      now.set(look.slots.get(i), figure(look.sheet, look.readings.get(i), index));
    }
  }

  private static @Nullable Figure figure(Sheet sheet, Reading reading, int index) {
    if (index < 0) {
      return null;
    }
    Column column = sheet.column(reading, index);
    return sheet.lack(column, index) == null ? new Figure(reading, column.at(index)) : null;
  }

  /** Null where there is none: a verdict would tell why. */
  public @Nullable Figure figure(int slot) {
    return now.get(slot);
  }

  /** At the candle before; null also where that is missing or was not looked at. */
  public @Nullable Figure before(int slot) {
    return before.get(slot);
  }
}
