package io.tapeline.index.app;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The last 24 hours of each index: minutes as they close, and once those that were kept before the
 * start. Lives on the tape's thread; what the store answers waits for the next tick.
 */
final class DayHistory {

  private static final Logger LOG = Logger.getLogger(DayHistory.class);
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final long RETRY_NANOS = Duration.ofMinutes(1).toNanos();

  /**
   * What the store said.
   *
   * @param minutes null if it could not be asked
   */
  private record Answered(Series series, @Nullable List<Candle> minutes) {}

  private final CandleKeeper candles;
  private final Map<Instrument, DayWindow> days = new HashMap<>();
  private final Set<Series> asked = new HashSet<>();
  private final Set<Series> unanswered = new HashSet<>();
  private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();

  DayHistory(CandleKeeper candles) {
    this.candles = candles;
    candles.listen(this::closed);
  }

  private void closed(Series series, Candle candle) {
    if (series.venue() == null && candle.interval() == Interval.M1) {
      window(series.instrument()).add(candle);
    }
  }

  /** This index has a price at this time: asks for its history if nobody did yet. */
  void priced(Series series, long timeNanos) {
    if (asked.add(series)) {
      ask(series, timeNanos);
    }
  }

  void tick(long timeNanos) {
    for (Answered answer = answers.poll(); answer != null; answer = answers.poll()) {
      if (answer.minutes == null) {
        unanswered.add(answer.series);
      } else {
        window(answer.series.instrument()).addKept(answer.minutes);
      }
    }
    if (!unanswered.isEmpty() && timeNanos % RETRY_NANOS == 0) {
      List.copyOf(unanswered).forEach(series -> ask(series, timeNanos));
    }
  }

  /** Only what was before now: a replay that is played again has its own future in store. */
  private void ask(Series series, long timeNanos) {
    unanswered.remove(series);
    long end = Interval.M1.floor(timeNanos);
    candles
        .stored(series, Interval.M1, end - DAY_NANOS, end)
        .subscribe()
        .with(
            minutes -> answers.add(new Answered(series, minutes)),
            failure -> {
              LOG.debugf("no history of %s yet: %s", series, failure);
              answers.add(new Answered(series, null));
            });
  }

  private DayWindow window(Instrument instrument) {
    return days.computeIfAbsent(instrument, _ -> new DayWindow());
  }

  /** See {@link DayWindow#openingPrice()}. */
  @Nullable Decimal openingPrice(Instrument instrument) {
    return window(instrument).openingPrice();
  }

  /** See {@link DayWindow#volume()}. */
  @Nullable BigDecimal volume(Instrument instrument) {
    return window(instrument).volume();
  }
}
