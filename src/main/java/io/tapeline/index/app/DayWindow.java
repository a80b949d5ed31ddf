package io.tapeline.index.app;

import io.tapeline.candle.Candle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One index's 1440 minutes up to the newest closed one, for its change and its volume. */
final class DayWindow {

  private static final int MINUTES = (int) Duration.ofDays(1).toMinutes();

  private record Minute(Decimal open, BigDecimal volume) {}

  private final TreeMap<Long, Minute> minutes = new TreeMap<>();
  private BigDecimal volume = BigDecimal.ZERO;

  /** Takes a closed minute, or a revision of one. */
  void add(Candle minute) {
    Minute before = minutes.put(minute.openTimeNanos(), new Minute(minute.open(), minute.volume()));
    volume = volume.add(minute.volume()).subtract(before == null ? BigDecimal.ZERO : before.volume);
    trim();
  }

  /** Takes minutes kept from before; what was made since the start is newer and stays. */
  void addKept(List<Candle> kept) {
    kept.stream().filter(minute -> !minutes.containsKey(minute.openTimeNanos())).forEach(this::add);
  }

  private void trim() {
    while (minutes.firstKey() < startNanos()) {
      volume = volume.subtract(minutes.pollFirstEntry().getValue().volume);
    }
  }

  private long startNanos() {
    return minutes.lastKey() - (MINUTES - 1) * Interval.M1.nanos();
  }

  /** What the index was 24 hours before the end of the newest minute; null if that is not known. */
  @Nullable Decimal openingPrice() {
    Minute first = minutes.isEmpty() ? null : minutes.get(startNanos());
    return first == null ? null : first.open;
  }

  /** What traded in these 24 hours, base units; null if a minute of them is not known. */
  @Nullable BigDecimal volume() {
    return minutes.size() == MINUTES ? volume : null;
  }
}
