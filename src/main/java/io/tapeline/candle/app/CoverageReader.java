package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Stretch;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Answers what is known of a series and what is missing, from the candles that are stored; from
 * those in memory where nothing is stored at all.
 */
@ApplicationScoped
public class CoverageReader {

  /** A candle that has just closed is on its way into the store: nothing can be said of it yet. */
  private static final long ON_ITS_WAY_NANOS = Duration.ofSeconds(5).toNanos();

  private final TapeTime time;
  private final CandleConfig candles;
  private final CandleReader reader;
  private final StoredCandles stored;

  public CoverageReader(
      TapeTime time, CandleConfig candles, CandleReader reader, StoredCandles stored) {
    this.time = time;
    this.reader = reader;
    this.candles = candles;
    this.stored = stored;
  }

  /** Of intervals that end later nothing can be said yet. */
  public long knownUpToNanos() {
    return knownUpToNanos(time.nanos());
  }

  /** Of intervals that end later nothing could be said at that moment. */
  public long knownUpToNanos(long momentNanos) {
    return momentNanos - candles.grace().toNanos() - ON_ITS_WAY_NANOS;
  }

  /**
   * The first stretches of a range, ascending and without holes between them; one more than the
   * limit if there are more. Fails with {@code store_unavailable}.
   */
  public Uni<List<Stretch>> read(CandleRange range) {
    long to = Math.min(range.toNanos(), range.interval().floor(knownUpToNanos()));
    return stored.isThere()
        ? read(range, to, Long.MAX_VALUE)
        : filled(range, to, () -> remembered(range, to));
  }

  /**
   * The same as it was known at a moment.
   *
   * @param asOfNanos not later than the {@link CandleHistory#horizon}
   */
  public Uni<List<Stretch>> read(CandleRange range, long asOfNanos) {
    long to = Math.min(range.toNanos(), range.interval().floor(knownUpToNanos(asOfNanos)));
    return read(range, to, asOfNanos);
  }

  private Uni<List<Stretch>> read(CandleRange range, long to, long asOfNanos) {
    return filled(
        range,
        to,
        () ->
            stored.stretches(
                range.series(), range.interval(), range.fromNanos(), to, asOfNanos, range.limit()));
  }

  private static Uni<List<Stretch>> filled(
      CandleRange range, long to, Supplier<Uni<List<Stretch>>> known) {
    if (to <= range.fromNanos()) {
      return Uni.createFrom().item(List.of());
    }
    int limit = range.limit();
    return known
        .get()
        .map(found -> Stretch.filled(found, range.fromNanos(), reach(found, limit, to)))
        .map(all -> all.subList(0, Math.min(all.size(), limit)));
  }

  private Uni<List<Stretch>> remembered(CandleRange range, long to) {
    int intervals = (int) ((to - range.fromNanos()) / range.interval().nanos());
    CandleRange whole =
        new CandleRange(range.series(), range.interval(), range.fromNanos(), to, intervals);
    return reader.read(whole).map(Stretch::of);
  }

  /** If there are more stretches than were asked for, what is behind them is not known here. */
  private static long reach(List<Stretch> known, int limit, long to) {
    return known.size() < limit ? to : known.getLast().toNanos();
  }
}
