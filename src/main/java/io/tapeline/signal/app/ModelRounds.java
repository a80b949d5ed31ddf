package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Rounds;
import io.tapeline.signal.app.ModelJudging.Close;
import io.tapeline.signal.model.Model;
import io.tapeline.tape.app.TapeTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the recording of candles by itself, so that other signals never wait for a server: has
 * one model asked at each close, while that is the newest. What closed while nobody asked stays
 * unasked, for an answer of later would be none of then; and what was said is not said again of
 * corrected candles, for the same reason.
 */
final class ModelRounds implements Rounds {

  /** Candles of a round, and the rest of their moment of recording: a batch at most. */
  private static final int MANY = 2_000;

  private final Model model;
  private final Watching watching;
  private final Set<Interval> intervals;
  private final CandleHistory history;
  private final ModelJudging judging;
  private final TapeTime time;

  /** Open times of the newest closes that were asked about. */
  private final Map<Place, Long> asked = new HashMap<>();

  /** Up to which moment of recording it has looked; 0 before the first look. */
  private long seenNanos;

  private record Place(Series series, Interval interval) {}

  ModelRounds(
      Model model, Watching watching, CandleHistory history, ModelJudging judging, TapeTime time) {
    this.model = model;
    this.watching = watching;
    this.intervals = new HashSet<>(watching.list().intervals());
    this.intervals.retainAll(model.intervals());
    this.history = history;
    this.judging = judging;
    this.time = time;
  }

  @Override
  public String name() {
    return "signals of model " + model.name();
  }

  @Override
  public void forget() {
    asked.clear();
    seenNanos = 0;
  }

  @Override
  public Uni<Boolean> next() {
    return intervals.isEmpty()
        ? Uni.createFrom().item(false)
        : history.horizon().newest().chain(this::follow);
  }

  private Uni<Boolean> follow(long horizonNanos) {
    if (seenNanos == 0) {
      seenNanos = horizonNanos;
    }
    if (horizonNanos <= seenNanos) {
      return Uni.createFrom().item(false);
    }
    return history
        .recorded(intervals, watching.series(), seenNanos, horizonNanos, MANY)
        .chain(this::judge)
        .map(_ -> seenNanos < horizonNanos);
  }

  private Uni<Void> judge(RecordedCandles recorded) {
    List<Close> closes = closes(recorded.candles());
    long until = recorded.untilNanos();
    Uni<Void> judged =
        closes.isEmpty() ? Uni.createFrom().voidItem() : judging.judge(model, closes, until);
    return judged.invoke(
        _ -> {
          closes.forEach(close -> asked.put(place(close), close.openTimeNanos()));
          seenNanos = until;
        });
  }

  /** Those that are the newest of their series, each once. */
  private List<Close> closes(Map<Series, List<PartialCandle>> recorded) {
    Map<Place, Close> closes = new HashMap<>();
    recorded.forEach(
        (series, candles) ->
            candles.stream()
                .filter(this::isNewest)
                .map(
                    candle ->
                        new Close(
                            series,
                            candle.interval(),
                            candle.openTimeNanos(),
                            !asked.containsKey(new Place(series, candle.interval()))))
                .filter(close -> asked.getOrDefault(place(close), -1L) < close.openTimeNanos())
                .forEach(close -> closes.put(place(close), close)));
    return new ArrayList<>(closes.values());
  }

  private static Place place(Close close) {
    return new Place(close.series(), close.interval());
  }

  /** None of its interval can have closed after it. */
  private boolean isNewest(PartialCandle candle) {
    return watching.list().isJudged(candle)
        && intervals.contains(candle.interval())
        && candle.closeTimeNanos() + candle.interval().nanos() > time.nanos()
        && time.nanos() > 0;
  }
}
