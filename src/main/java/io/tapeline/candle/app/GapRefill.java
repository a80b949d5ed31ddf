package io.tapeline.candle.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Refill;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.candle.Stretch.State;
import io.tapeline.exchange.app.VenueCandles;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.upstream.Leave;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;

/** Finds the minutes of a market that are missing or partial, and asks the venue for them. */
@ApplicationScoped
public class GapRefill {

  private static final Logger LOG = Logger.getLogger(GapRefill.class);

  /** So far back the close before a gap is looked for, to repeat it in quiet minutes. */
  private static final long BEFORE = Duration.ofHours(1).toNanos();

  /** Gaps of a range at most; more are found when these are refilled. */
  private static final int MOST_GAPS = 1_000;

  /** A gap is refilled in parts that one transaction can store. */
  private static final long PART = Duration.ofDays(1).toNanos();

  private final StoredCandles stored;
  private final VenueCandles venues;
  private final CandleMeters meters;

  public GapRefill(StoredCandles stored, VenueCandles venues, CandleMeters meters) {
    this.stored = stored;
    this.venues = venues;
    this.meters = meters;
  }

  /**
   * Refills what a range of a market lacks, as far as the venue tells of it.
   *
   * @param fromNanos start of a minute
   * @param toNanos end of a minute that no trade can revise any more
   * @param fence of whoever may lose the leave to write
   * @param leave of whoever has the venue asked
   * @return how many minutes were stored; fails if the venue or the store don't answer
   */
  public Uni<Integer> fill(Series series, long fromNanos, long toNanos, Fence fence, Leave leave) {
    return stored
        .stretches(series, Interval.M1, fromNanos, toNanos, Long.MAX_VALUE, MOST_GAPS)
        .map(known -> gaps(known, fromNanos, toNanos))
        .chain(
            gaps ->
                Multi.createFrom()
                    .iterable(gaps)
                    .onItem()
                    .transformToUniAndConcatenate(gap -> fill(series, gap, fence, leave))
                    .collect()
                    .with(Collectors.summingInt(Integer::intValue)));
  }

  /**
   * How many minutes of a range are missing or partial.
   *
   * @param toNanos at most a day after {@code fromNanos}
   */
  public Uni<Long> lacking(Series series, long fromNanos, long toNanos) {
    return stored
        .stretches(series, Interval.M1, fromNanos, toNanos, Long.MAX_VALUE, MOST_GAPS)
        .map(known -> gaps(known, fromNanos, toNanos))
        .map(gaps -> gaps.stream().mapToLong(gap -> gap.length(Interval.M1)).sum());
  }

  private static List<Stretch> gaps(List<Stretch> known, long fromNanos, long toNanos) {
    long to = known.size() < MOST_GAPS ? toNanos : known.getLast().toNanos();
    return Stretch.filled(known, fromNanos, to).stream()
        .filter(stretch -> stretch.state() == State.MISSING || stretch.state() == State.PARTIAL)
        .flatMap(
            gap ->
                LongStream.iterate(
                        gap.fromNanos(), from -> from < gap.toNanos(), from -> from + PART)
                    .mapToObj(
                        from ->
                            new Stretch(gap.state(), from, Math.min(gap.toNanos(), from + PART))))
        .toList();
  }

  private Uni<Integer> fill(Series series, Stretch gap, Fence fence, Leave leave) {
    Market market = new Market(Objects.requireNonNull(series.venue()), series.instrument());
    long before = gap.fromNanos() - BEFORE;
    return Uni.combine()
        .all()
        .unis(
            venues.candles(
                market, Interval.M1, gap.fromNanos() - Refill.ON_THE_WAY, gap.toNanos(), leave),
            stored.closed(series, Interval.M1, before, gap.toNanos(), Long.MAX_VALUE))
        .with((told, kept) -> Refill.of(gap, kept, told))
        .chain(minutes -> store(series, minutes, fence));
  }

  private Uni<Integer> store(Series series, List<Candle> minutes, Fence fence) {
    if (minutes.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return stored
        .write(minutes.stream().map(minute -> new Rung(series, minute)).toList(), fence)
        .map(
            _ -> {
              meters
                  .refilled(Objects.requireNonNull(series.venue()).id())
                  .increment(minutes.size());
              LOG.infof("%s: %d minutes refilled by the venue", series, minutes.size());
              return minutes.size();
            });
  }
}
