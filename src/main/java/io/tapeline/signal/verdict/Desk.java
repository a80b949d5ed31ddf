package io.tapeline.signal.verdict;

import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.verdict.Place.Lack;
import io.tapeline.signal.verdict.Verdict.NoSignal;
import io.tapeline.signal.verdict.Verdict.Reason;
import io.tapeline.signal.verdict.Verdict.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks strategies about the candles of one series. A verdict is a function of the candles that were
 * closed at its moment: of the interval asked about up to the candle asked about, of longer ones up
 * to the last that closed by then. Later ones may lie on the desk; nobody looks at them.
 *
 * <p>It must hold the candles of each block, and before it those of the widest {@link
 * io.tapeline.signal.indicator.Block#windowNanos window}: with fewer there may be no signal where
 * there is one, but never another.
 */
public final class Desk {

  private static final Lack NO_LONGER =
      new Lack(Reason.NO_LONGER_INTERVAL, "there is no longer interval to agree with");

  private final Interval interval;
  private final Reading outlook;
  private final Sheets sheets;
  private final Map<StrategyChoice, List<Reading>> readings = new HashMap<>();

  /**
   * @param interval the one that is asked about
   * @param candles of it and, for strategies that look at them, of longer ones
   */
  public Desk(Interval interval, List<ClosedCandles> candles) {
    this(interval, new Sheets(candles));
  }

  /**
   * @param sheets that other desks may have as well
   */
  public Desk(Interval interval, Sheets sheets) {
    this.interval = interval;
    this.outlook = Outlook.reading(interval);
    this.sheets = sheets;
  }

  /** What is read at a close. */
  public sealed interface Sight {

    /**
     * @param figures one for each column that was wanted
     * @param outlook the long view; null where there are not enough candles or nobody wanted it
     * @param inputs the candles they were made from, those of the shortest interval first
     */
    record Seen(List<Figure> figures, @Nullable Evidence outlook, List<Input> inputs)
        implements Sight {
      public Seen {
        figures = List.copyOf(figures);
        inputs = List.copyOf(inputs);
      }
    }

    /**
     * Something is lacking.
     *
     * @param because in words, without a full stop
     */
    record Blind(Reason reason, String because) implements Sight {}
  }

  /**
   * Candles that must lie before a block for all these strategies, by interval: the one asked
   * about, and the longer ones that any of them looks at.
   */
  public static Map<Interval, Integer> warmups(Interval interval, List<StrategyChoice> strategies) {
    return warmupsOf(
        interval, strategies.stream().flatMap(strategy -> strategy.readings(interval).stream()));
  }

  /** The same for these columns and the long view. */
  public static Map<Interval, Integer> warmupsOf(Interval interval, Stream<Reading> readings) {
    return warmupsOf(Stream.concat(Stream.of(Outlook.reading(interval)), readings));
  }

  /** The same for these columns. */
  public static Map<Interval, Integer> warmupsOf(Stream<Reading> readings) {
    Map<Interval, Integer> warmups = new EnumMap<>(Interval.class);
    readings.forEach(
        reading -> warmups.merge(reading.interval(), reading.choice().warmup(), Math::max));
    return warmups;
  }

  /** The candle of the interval asked about that opens at this time is there. */
  private boolean has(long openTimeNanos) {
    return sheets.of(interval).candles().indexOf(openTimeNanos) >= 0;
  }

  /**
   * The newest candle that is known: this one or, where it is over and not recorded yet, the one
   * before. Nothing older stands in for them.
   */
  public long newestKnown(long openTimeNanos) {
    long before = openTimeNanos - interval.nanos();
    return !has(openTimeNanos) && has(before) ? before : openTimeNanos;
  }

  /** What a strategy says at the close of the candle that opens at this time. */
  public Verdict judge(StrategyChoice strategy, long openTimeNanos) {
    List<Reading> wanted = readings.computeIfAbsent(strategy, one -> one.readings(interval));
    if (wanted.isEmpty()) {
      return none(strategy, openTimeNanos, NO_LONGER);
    }
    return switch (look(wanted, openTimeNanos, true)) {
      case Sight.Blind(Reason reason, String because) ->
          none(strategy, openTimeNanos, new Lack(reason, because));
      case Sight.Seen seen ->
          new Signal(
              strategy.name(),
              interval,
              openTimeNanos,
              strategy.weigh(seen.figures()),
              seen.outlook(),
              seen.inputs());
    };
  }

  /**
   * What columns say at the close of the candle that opens at this time.
   *
   * @param far the long view is wanted too
   */
  public Sight look(List<Reading> wanted, long openTimeNanos, boolean far) {
    long moment = openTimeNanos + interval.nanos();
    Map<Interval, Place> places = new EnumMap<>(Interval.class);
    List<Figure> figures = new ArrayList<>();
    for (Reading reading : wanted) {
      Place place = places.computeIfAbsent(reading.interval(), one -> place(one, moment));
      Lack lack = place.lack(reading);
      if (lack != null) {
        return new Sight.Blind(lack.reason(), lack.because());
      }
      figures.add(place.figure(reading));
    }
    Evidence view = far ? view(places.computeIfAbsent(interval, one -> place(one, moment))) : null;
    return new Sight.Seen(figures, view, places.values().stream().map(Place::input).toList());
  }

  private @Nullable Evidence view(Place own) {
    return own.lack(outlook) == null ? Outlook.of(own.figure(outlook)) : null;
  }

  private Place place(Interval length, long momentNanos) {
    return new Place(sheets.of(length), momentNanos);
  }

  private NoSignal none(StrategyChoice strategy, long openTimeNanos, Lack lack) {
    return new NoSignal(strategy.name(), interval, openTimeNanos, lack.reason(), lack.because());
  }
}
