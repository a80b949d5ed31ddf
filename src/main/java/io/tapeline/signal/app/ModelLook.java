package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Desk;
import io.tapeline.signal.verdict.Desk.Sight;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Reads what models are told of: their features at the newest closed candle of a series. */
@ApplicationScoped
class ModelLook {

  private final Windows windows;

  ModelLook(Windows windows) {
    this.windows = windows;
  }

  /** What was seen of a series, and at which candle. */
  record Seen(Series series, long openTimeNanos, Sight sight) {}

  /**
   * The newest candle that was closed at a moment, as it was known then. Fails with {@code
   * store_unavailable}.
   *
   * @param asOfNanos not later than the horizon
   */
  Uni<Seen> newest(Model model, Interval interval, Series series, long asOfNanos) {
    List<Reading> readings = model.readings(interval);
    Map<Interval, Integer> warmups = Desk.warmupsOf(readings.stream());
    long newest = interval.floor(asOfNanos) - interval.nanos();
    return windows
        .read(series, warmups, newest, newest + interval.nanos(), asOfNanos)
        .chain(
            candles ->
                Aside.of(Long.MAX_VALUE, () -> look(series, interval, readings, candles, newest)));
  }

  private static Seen look(
      Series series,
      Interval interval,
      List<Reading> readings,
      List<ClosedCandles> candles,
      long newestNanos) {
    Desk desk = new Desk(interval, candles);
    long known = desk.newestKnown(newestNanos);
    return new Seen(series, known, desk.look(readings, known, false));
  }

  /**
   * At a candle that is stored, with the long view of a signal. Fails with {@code
   * store_unavailable}.
   *
   * @param asOfNanos not later than the horizon
   */
  Uni<Sight> at(Model model, Interval interval, Series series, long openTimeNanos, long asOfNanos) {
    List<Reading> readings = model.readings(interval);
    long close = openTimeNanos + interval.nanos();
    return windows
        .read(series, Desk.warmupsOf(interval, readings.stream()), close, close, asOfNanos)
        .chain(
            candles ->
                Aside.of(
                    Long.MAX_VALUE,
                    () -> new Desk(interval, candles).look(readings, openTimeNanos, true)));
  }
}
