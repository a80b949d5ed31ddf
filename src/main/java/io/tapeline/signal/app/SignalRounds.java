package io.tapeline.signal.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.ops.SignalMeters;
import io.tapeline.ops.store.Rounds;
import io.tapeline.signal.watch.Judged;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the recording of candles, round by round: what was recorded since the last round is
 * judged, and stored together with how far that was. So a close is judged once, whoever stops when;
 * and a correction, which is recorded like everything else, has what it touches judged again.
 */
@ApplicationScoped
public class SignalRounds implements Rounds {

  private static final Logger LOG = Logger.getLogger(SignalRounds.class);

  /** Candles of a round, and the rest of their moment of recording: a batch at most. */
  private static final int MANY = 2_000;

  /** Signals that are stored while the rest of a round is judged. The mark goes with the last. */
  private static final int STORED_SOONER = 4_000;

  /**
   * How far it has come, moments of recording of candles.
   *
   * @param storedNanos what the store knows
   * @param seenNanos the same or later: between them nothing was to be judged
   */
  private record Mark(long storedNanos, long seenNanos) {}

  private final Watching watching;
  private final CandleHistory history;
  private final SignalStore store;
  private final SeriesJudging judging;
  private final SignalMeters meters;
  private final Clock clock;
  private volatile @Nullable Mark mark;
  private volatile long behindNanos;

  public SignalRounds(
      Watching watching,
      CandleHistory history,
      SignalStore store,
      SeriesJudging judging,
      SignalMeters meters,
      Clock clock) {
    this.watching = watching;
    this.history = history;
    this.store = store;
    this.judging = judging;
    this.meters = meters;
    this.clock = clock;
    meters.behind(() -> behindNanos);
    meters.candles(judging::candles);
  }

  /**
   * Says what will be judged.
   *
   * @throws IllegalArgumentException if the configuration names what there isn't
   */
  void begin() {
    LOG.infof("signals are made of %s", watching);
  }

  @Override
  public String name() {
    return "signals";
  }

  @Override
  public Uni<Boolean> next() {
    return mark()
        .chain(known -> history.horizon().newest().chain(horizon -> follow(known, horizon)))
        .onFailure()
        .invoke(
            _ -> {
              meters.failures().increment();
              forget();
            });
  }

  @Override
  public void forget() {
    mark = null;
    judging.forget();
  }

  private Uni<Mark> mark() {
    Mark known = mark;
    return known != null
        ? Uni.createFrom().item(known)
        : store.markNanos().map(stored -> new Mark(stored, stored));
  }

  private Uni<Boolean> follow(Mark known, long horizonNanos) {
    long from = Math.max(known.seenNanos, horizonNanos - watching.catchUpNanos());
    if (from > known.seenNanos) {
      LOG.warnf(
          "closes of candles that were recorded longer than %s ago are not judged",
          watching.catchUp());
    }
    behindNanos = horizonNanos - from;
    return horizonNanos <= from
        ? Uni.createFrom().item(false)
        : history
            .recorded(watching.intervals(), watching.series(), from, horizonNanos, MANY)
            .chain(
                recorded ->
                    judge(known.storedNanos, recorded)
                        .map(
                            reached -> {
                              mark = reached;
                              behindNanos = horizonNanos - reached.seenNanos;
                              return reached.seenNanos < horizonNanos;
                            }));
  }

  private Uni<Mark> judge(long storedNanos, RecordedCandles recorded) {
    long until = recorded.untilNanos();
    if (recorded.candles().isEmpty()) {
      return Uni.createFrom().item(new Mark(storedNanos, until));
    }
    return Multi.createFrom()
        .iterable(recorded.candles().entrySet())
        .onItem()
        .transformToUni(
            each ->
                judging.judge(
                    each.getKey(),
                    each.getValue(),
                    until,
                    judged -> write(judged, storedNanos, storedNanos)))
        .merge(Runtime.getRuntime().availableProcessors())
        .onItem()
        .<Judged>disjoint()
        .group()
        .intoLists()
        .of(STORED_SOONER)
        .onOverflow()
        .bufferUnconditionally() // a round is all there can be
        .onItem()
        .transformToUniAndConcatenate(judged -> sooner(judged, storedNanos))
        .collect()
        .in(ArrayList<Judged>::new, List::addAll)
        .chain(last -> write(last, storedNanos, until))
        .replaceWith(new Mark(until, until));
  }

  /**
   * Stores these, if they are many: whoever is cut off then judges them again from the same mark,
   * and finds that they are stored.
   *
   * @return those that are not
   */
  private Uni<List<Judged>> sooner(List<Judged> judged, long markNanos) {
    return judged.size() < STORED_SOONER
        ? Uni.createFrom().item(judged)
        : write(judged, markNanos, markNanos).replaceWith(List.of());
  }

  private Uni<Void> write(List<Judged> judged, long markNanos, long nextNanos) {
    return store.write(judged, markNanos, nextNanos).invoke(_ -> count(judged));
  }

  private void count(List<Judged> judged) {
    long again = judged.stream().filter(each -> each.revision() > 1).count();
    meters.stored(true).increment((double) again);
    meters.stored(false).increment((double) (judged.size() - again));
    judged.stream()
        .filter(each -> each.revision() == 1)
        .mapToLong(each -> each.verdict().closeTimeNanos())
        .max()
        .ifPresent(
            close ->
                meters
                    .delay()
                    .record(
                        Math.max(0, clock.millis() - close / 1_000_000), TimeUnit.MILLISECONDS));
  }
}
