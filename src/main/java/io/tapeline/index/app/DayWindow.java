package io.tapeline.index.app;

import io.tapeline.candle.Candle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last 24 hours of one index in minutes, for its change and its volume. */
final class DayWindow {

  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  /** A figure over 24 hours. */
  record Day(Decimal openingPrice, BigDecimal volume) {}

  private record Minute(Decimal open, BigDecimal volume) {}

  private final TreeMap<Long, Minute> minutes = new TreeMap<>();
  private BigDecimal volume = BigDecimal.ZERO;

  /** Takes a closed minute, or a revision of one. */
  void add(Candle minute) {
    Minute before = minutes.put(minute.openTimeNanos(), new Minute(minute.open(), minute.volume()));
    volume = volume.add(minute.volume()).subtract(before == null ? BigDecimal.ZERO : before.volume);
    long oldest = minutes.lastKey() - DAY_NANOS + Interval.M1.nanos();
    while (minutes.firstKey() < oldest) {
      volume = volume.subtract(minutes.pollFirstEntry().getValue().volume);
    }
  }

  /** The last 24 hours; null while their first minute is not known. */
  @Nullable Day day() {
    if (minutes.isEmpty()
        || minutes.lastKey() - minutes.firstKey() < DAY_NANOS - Interval.M1.nanos()) {
      return null;
    }
    return new Day(minutes.firstEntry().getValue().open, volume);
  }
}
