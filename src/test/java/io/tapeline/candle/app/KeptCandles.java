package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Fence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store in memory, which can be away. */
public final class KeptCandles implements CandleStore {

  /** A candle and whose it is. */
  public record Kept(Series series, Candle candle) {}

  private final List<Kept> all = new ArrayList<>();
  private boolean away;
  private int asked;

  public void away(boolean is) {
    away = is;
  }

  public int asked() {
    return asked;
  }

  public List<Candle> candles() {
    return all.stream().map(Kept::candle).toList();
  }

  /** A minute at one price, watched from end to end. */
  public static Candle minute(long openTimeNanos, String price, String volume) {
    return at(Interval.M1, openTimeNanos, price, volume);
  }

  /** A second at one price, watched from end to end. */
  public static Candle second(long openTimeNanos, String price, String volume) {
    return at(Interval.S1, openTimeNanos, price, volume);
  }

  /** One at one price, watched from end to end. */
  public static Candle at(Interval interval, long openTimeNanos, String price, String volume) {
    Decimal p = Decimal.parse(price);
    BigDecimal base = new BigDecimal(volume);
    BigDecimal quote = base.multiply(p.toBigDecimal());
    return new Candle(
        interval,
        openTimeNanos,
        p,
        p,
        p,
        p,
        base,
        quote,
        p.toBigDecimal(),
        1L,
        interval.nanos(),
        false,
        true,
        1,
        Candle.Origin.TAPE);
  }

  /** The same candle as somebody's file had it. */
  public static Candle imported(Candle candle) {
    return new Candle(
        candle.interval(),
        candle.openTimeNanos(),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume(),
        candle.quoteVolume(),
        candle.vwap(),
        candle.trades(),
        candle.observedNanos(),
        candle.synthetic(),
        true,
        candle.revision(),
        Candle.Origin.IMPORT);
  }

  @Override
  public void append(Series series, Candle candle) {
    all.add(new Kept(series, candle));
  }

  @Override
  public Uni<Void> write(List<Rung> batch, Fence fence) {
    batch.forEach(rung -> append(rung.series(), rung.candle()));
    return Uni.createFrom().voidItem();
  }

  @Override
  public long writtenUpToNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public Uni<List<Candle>> closed(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit) {
    asked++;
    return away
        ? Uni.createFrom().failure(new IllegalStateException("the store is away"))
        : Uni.createFrom()
            .item(
                all.stream()
                    .filter(kept -> kept.series.equals(series))
                    .map(Kept::candle)
                    .filter(candle -> candle.interval() == interval)
                    .filter(candle -> candle.openTimeNanos() >= fromNanos)
                    .filter(candle -> candle.openTimeNanos() < toNanos)
                    .limit(limit)
                    .toList());
  }

  @Override
  public Uni<List<PartialCandle>> closed(
      Series series,
      Interval interval,
      long fromNanos,
      long toNanos,
      long asOfNanos,
      int limit,
      Set<Part> parts) {
    return closed(series, interval, fromNanos, toNanos, asOfNanos, limit)
        .map(all -> all.stream().map(PartialCandle::of).toList());
  }

  @Override
  public Uni<Optional<Long>> first(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public Uni<RecordedCandles> recorded(
      Set<Interval> intervals, Set<String> series, long afterNanos, long untilNanos, int many) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public Uni<Boolean> knows(Series series) {
    return away
        ? Uni.createFrom().failure(new IllegalStateException("the store is away"))
        : Uni.createFrom().item(all.stream().anyMatch(kept -> kept.series.equals(series)));
  }

  @Override
  public Uni<Long> horizon(long atLeastNanos) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public Uni<List<Stretch>> stretches(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit) {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public Uni<Map<Series, List<Candle>>> newest(long fromNanos) {
    Map<Series, List<Candle>> newest = new HashMap<>();
    for (Interval interval : List.of(Interval.M1, Interval.S1)) {
      Map<Series, Candle> last = new HashMap<>();
      all.stream()
          .filter(kept -> kept.candle.interval() == interval)
          .filter(kept -> kept.candle.openTimeNanos() >= fromNanos)
          .forEach(kept -> last.put(kept.series, kept.candle));
      last.forEach(
          (series, candle) -> newest.computeIfAbsent(series, _ -> new ArrayList<>()).add(candle));
    }
    return away
        ? Uni.createFrom().failure(new IllegalStateException("the store is away"))
        : Uni.createFrom().item(newest);
  }
}
