package io.tapeline.signal.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Desk;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Closes;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Watchlist;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Judges the closes that candles touch wherever they lie, from the store alone: those that are new,
 * and again all of which something is stored. What is said as before makes no revision, so it does
 * no harm to judge too much, or twice.
 */
@ApplicationScoped
class Rejudging {

  private final SignalStore store;
  private final Windows windows;
  private final Watchlist list;

  Rejudging(SignalStore store, Windows windows, Watching watching) {
    this.store = store;
    this.windows = windows;
    this.list = watching.list();
  }

  /** Takes what is new or differs, at most a block of one interval at a time. */
  interface Taking {
    Uni<Void> take(List<Judged> judged);
  }

  /**
   * @param changed candles of this series that were stored
   * @param asOfNanos by which all of them were recorded
   */
  Uni<Void> judge(Series series, List<PartialCandle> changed, long asOfNanos, Taking taking) {
    return Multi.createFrom()
        .iterable(list.intervals())
        .onItem()
        .transformToUniAndConcatenate(
            interval -> judge(new Work(series, interval, changed, asOfNanos, taking)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** What there is to do for one interval. */
  private record Work(
      Series series,
      Interval interval,
      List<PartialCandle> changed,
      long asOfNanos,
      Taking taking) {}

  private Uni<Void> judge(Work work) {
    NavigableSet<Long> fresh =
        work.changed.stream()
            .filter(candle -> candle.interval() == work.interval && list.isJudged(candle))
            .map(PartialCandle::openTimeNanos)
            .collect(Collectors.toCollection(TreeSet::new));
    return Multi.createFrom()
        .iterable(Closes.touched(list, work.interval, work.changed))
        .onItem()
        .transformToUniAndConcatenate(closes -> walk(work, closes, fresh))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** Block by block, from each that holds anything to the next. */
  private Uni<Void> walk(Work work, Closes closes, NavigableSet<Long> fresh) {
    long end =
        Math.min(closes.toNanos(), Block.holding(work.interval, closes.fromNanos()).endNanos());
    return store
        .newest(work.series, work.interval, closes.fromNanos(), end)
        .chain(stored -> judge(work, stored, List.copyOf(fresh.subSet(closes.fromNanos(), end))))
        .chain(_ -> next(work, new Closes(end, closes.toNanos()), fresh))
        .chain(
            next ->
                next.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : walk(work, new Closes(next.get(), closes.toNanos()), fresh));
  }

  private Uni<Optional<Long>> next(Work work, Closes rest, NavigableSet<Long> fresh) {
    if (rest.fromNanos() >= rest.toNanos()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Long unjudged = fresh.ceiling(rest.fromNanos());
    return store
        .first(work.series, work.interval, rest.fromNanos(), rest.toNanos())
        .map(
            stored ->
                unjudged == null || unjudged >= rest.toNanos()
                    ? stored
                    : Optional.of(Math.min(unjudged, stored.orElse(Long.MAX_VALUE))));
  }

  private Uni<Void> judge(Work work, List<Judged> stored, List<Long> fresh) {
    TreeSet<Long> opens = new TreeSet<>(fresh);
    stored.forEach(judged -> opens.add(judged.verdict().openTimeNanos()));
    if (opens.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    long length = work.interval.nanos();
    return windows
        .read(
            work.series,
            list.warmups(work.interval),
            opens.first() + length,
            opens.last() + length,
            work.asOfNanos)
        .chain(candles -> Aside.of(Long.MAX_VALUE, () -> differing(work, candles, stored, fresh)))
        .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : work.taking.take(found));
  }

  private List<Judged> differing(
      Work work, List<ClosedCandles> candles, List<Judged> stored, List<Long> fresh) {
    Map<StrategyName, Map<Long, Judged>> known = new HashMap<>();
    stored.forEach(
        judged ->
            known
                .computeIfAbsent(judged.verdict().strategy(), _ -> new HashMap<>())
                .put(judged.verdict().openTimeNanos(), judged));
    Desk desk = new Desk(work.interval, candles);
    List<Judged> differing = new ArrayList<>();
    for (StrategyChoice strategy : list.strategies()) {
      Map<Long, Judged> before = known.getOrDefault(strategy.name(), Map.of());
      TreeSet<Long> opens = new TreeSet<>(fresh);
      opens.addAll(before.keySet());
      for (long open : opens) {
        Judged last = before.get(open);
        Verdict now = desk.judge(strategy, open);
        if (last == null) {
          differing.add(new Judged(work.series, now, 1));
        } else if (!last.verdict().equals(now)) {
          differing.add(new Judged(work.series, now, last.revision() + 1));
        }
      }
    }
    return differing;
  }
}
