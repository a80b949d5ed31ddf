package io.tapeline.signal.watch;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Desk;
import io.tapeline.signal.verdict.Sheets;
import io.tapeline.signal.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The candles of one series that the next closes are judged from, kept from one close to the next:
 * those of the block under way and of the window before it. For one thread at a time.
 */
public final class SeriesWatch {

  private final Watchlist list;
  private final Map<Interval, Integer> warmups;
  private final Sheets sheets;
  private final Map<Interval, Desk> desks = new EnumMap<>(Interval.class);

  /**
   * @param candles all there are of each interval that is looked at, from the window of the newest
   *     one's block on
   */
  public SeriesWatch(Watchlist list, List<ClosedCandles> candles) {
    this.list = list;
    this.warmups = list.warmups();
    this.sheets = new Sheets(candles);
    list.intervals().forEach(interval -> desks.put(interval, new Desk(interval, sheets)));
  }

  /**
   * These candles lie behind all before, and change nothing that was said. If not, they can't be
   * {@link #add added}.
   */
  public boolean isFollowedBy(Collection<PartialCandle> stored) {
    return stored.stream().allMatch(this::follows);
  }

  private boolean follows(PartialCandle candle) {
    return candle.complete()
        && candle.openTimeNanos() > sheets.newestNanos(candle.interval())
        && list.intervals().stream()
            .filter(judged -> judged.nanos() < candle.interval().nanos())
            .allMatch(judged -> newestCloseNanos(judged) < candle.closeTimeNanos());
  }

  private long newestCloseNanos(Interval interval) {
    return sheets.newestNanos(interval) + interval.nanos();
  }

  /** What is said at the closes of these candles, in their order. */
  public List<Verdict> add(Collection<PartialCandle> stored) {
    Map<Long, List<PartialCandle>> byClose = new TreeMap<>();
    stored.stream()
        .filter(candle -> warmups.containsKey(candle.interval()))
        .forEach(
            candle ->
                byClose
                    .computeIfAbsent(candle.closeTimeNanos(), _ -> new ArrayList<>())
                    .add(candle));
    List<Verdict> said = new ArrayList<>();
    for (List<PartialCandle> closing : byClose.values()) {
      closing.forEach(candle -> sheets.add(candle, warmups.getOrDefault(candle.interval(), 0)));
      closing.stream().filter(list::isJudged).forEach(candle -> said.addAll(judge(candle)));
    }
    return said;
  }

  private List<Verdict> judge(PartialCandle candle) {
    Desk desk = desks.get(candle.interval());
    return desk == null
        ? List.of()
        : list.strategies().stream().map(one -> desk.judge(one, candle.openTimeNanos())).toList();
  }

  /** Candles in memory. */
  public int size() {
    return sheets.size();
  }
}
