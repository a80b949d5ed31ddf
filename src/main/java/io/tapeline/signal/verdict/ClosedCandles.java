package io.tapeline.signal.verdict;

import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Candles of one series and interval that are over, ascending by open time. */
public final class ClosedCandles {

  /** What has to be read of each candle. */
  public static final Set<Part> PARTS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Part.OPEN,
              Part.HIGH,
              Part.LOW,
              Part.CLOSE,
              Part.VOLUME,
              Part.SYNTHETIC,
              Part.COMPLETE));

  private final Interval interval;

  /** As their hash has them; none where only their columns are known. */
  private final List<byte[]> lines;

  private final Bars bars;

  /** Synthetic ones before each place. */
  private final int[] quietBefore;

  private ClosedCandles(Interval interval, List<byte[]> lines, Bars bars, int[] quietBefore) {
    this.interval = interval;
    this.lines = lines;
    this.bars = bars;
    this.quietBefore = quietBefore;
  }

  private static int[] quietBefore(int size, IntPredicate synthetic) {
    int[] quietBefore = new int[size + 1];
    for (int i = 0; i < size; i++) {
      quietBefore[i + 1] = quietBefore[i] + (synthetic.test(i) ? 1 : 0);
    }
    return quietBefore;
  }

  /**
   * Of which no hash can be told, for they are not kept as they are sent: a tenth of the memory.
   *
   * @param bars of candles that are over
   * @param synthetic those in which nothing traded, by their places
   */
  public static ClosedCandles of(Interval interval, Bars bars, BitSet synthetic) {
    return new ClosedCandles(interval, List.of(), bars, quietBefore(bars.size(), synthetic::get));
  }

  /**
   * @param candles of this interval, ascending, with their prices, volume and whether they are
   *     synthetic
   * @throws IllegalArgumentException if one of them is still open: what it says may change
   */
  public static ClosedCandles of(Interval interval, List<PartialCandle> candles) {
    candles.forEach(candle -> check(interval, candle));
    return new ClosedCandles(
        interval,
        candles.stream().map(CandleDigest::line).toList(),
        Bars.of(candles),
        quietBefore(candles.size(), i -> candles.get(i).synthetic()));
  }

  private static void check(Interval interval, PartialCandle candle) {
    if (!candle.complete() || candle.interval() != interval) {
      throw new IllegalArgumentException("no closed candle of " + interval + ": " + candle);
    }
  }

  /** These and a newer one. */
  ClosedCandles and(PartialCandle newer) {
    check(interval, newer);
    List<byte[]> all = new ArrayList<>(lines.size() + 1);
    all.addAll(lines);
    all.add(CandleDigest.line(newer));
    int size = bars.size();
    int[] quiet = Arrays.copyOf(quietBefore, size + 2);
    quiet[size + 1] = quiet[size] + (newer.synthetic() ? 1 : 0);
    return new ClosedCandles(interval, all, bars.and(Bars.of(List.of(newer))), quiet);
  }

  /** Those before a block, so many of them at most. */
  ClosedCandles before(Block block, int most) {
    int end = bars.indexFrom(block.startNanos());
    int begin = Math.max(0, end - most);
    return new ClosedCandles(
        interval,
        List.copyOf(lines.subList(begin, end)),
        bars.slice(begin, end),
        quietBefore(end - begin, i -> isSynthetic(begin + i)));
  }

  /** The beginning of time without any. */
  long newestNanos() {
    return bars.size() == 0 ? Long.MIN_VALUE : bars.openTimeNanos(bars.size() - 1);
  }

  public Interval interval() {
    return interval;
  }

  public Bars bars() {
    return bars;
  }

  byte[] line(int index) {
    return lines.get(index);
  }

  /** The place of the candle that opens at this time; −1 if there is none. */
  int indexOf(long openTimeNanos) {
    int index = bars.indexFrom(openTimeNanos);
    return index < bars.size() && bars.openTimeNanos(index) == openTimeNanos ? index : -1;
  }

  /** None is missing among the last so many up to this one. */
  public boolean isWhole(int index, int count) {
    int first = index - count + 1;
    long length = (count - 1) * interval.nanos();
    return first >= 0 && bars.openTimeNanos(index) - bars.openTimeNanos(first) == length;
  }

  /** This one traded, and at least half of the last so many did. */
  boolean isTraded(int index, int count) {
    int quiet = quietBefore[index + 1] - quietBefore[index - count + 1];
    return !isSynthetic(index) && 2 * quiet <= count;
  }

  /** Nothing traded in it: it repeats a price. */
  public boolean isSynthetic(int index) {
    return quietBefore[index + 1] > quietBefore[index];
  }
}
