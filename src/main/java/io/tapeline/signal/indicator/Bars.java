package io.tapeline.signal.indicator;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Decimal;
import io.tapeline.signal.column.Columns;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Candles of one series and interval as columns of numbers, ascending by open time, without what
 * arithmetic has no use for. Where a candle is missing there is no bar. Columns are not copied, but
 * for those of a slice, when they are first asked for: nobody may change them.
 */
public final class Bars {

  public static final Bars NONE = new Bars(new long[0], new double[5][0], 0, 0);

  private static final int OPEN = 0;
  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final int CLOSE = 3;
  private static final int VOLUME = 4;
  private static final int COLUMNS = 5;

  /** Of a slice, those of what it is one of. */
  private final long[] openTimes;

  /** The same. */
  private final double[][] columns;

  private final int from;
  private final int size;

  /** Columns of a slice that were asked for. */
  private final AtomicReferenceArray<double[]> slices = new AtomicReferenceArray<>(COLUMNS);

  private Bars(long[] openTimes, double[][] columns, int from, int size) {
    this.openTimes = openTimes;
    this.columns = columns;
    this.from = from;
    this.size = size;
  }

  /**
   * @param openTimes nanoseconds since 1970 UTC, ascending
   * @param volume base units
   */
  public static Bars of(
      long[] openTimes,
      double[] open,
      double[] high,
      double[] low,
      double[] close,
      double[] volume) {
    double[][] columns = {open, high, low, close, volume};
    for (double[] column : columns) {
      if (column.length != openTimes.length) {
        throw new IllegalArgumentException("columns differ in length");
      }
    }
    for (int i = 1; i < openTimes.length; i++) {
      if (openTimes[i] <= openTimes[i - 1]) {
        throw new IllegalArgumentException("open times do not ascend");
      }
    }
    return new Bars(openTimes, columns, 0, openTimes.length);
  }

  /**
   * @param candles ascending by open time, with their prices and volume
   */
  public static Bars of(List<PartialCandle> candles) {
    int size = candles.size();
    long[] times = new long[size];
    double[][] columns = new double[COLUMNS][size];
    for (int i = 0; i < size; i++) {
      PartialCandle candle = candles.get(i);
      times[i] = candle.openTimeNanos();
      columns[OPEN][i] = number(candle.open());
      columns[HIGH][i] = number(candle.high());
      columns[LOW][i] = number(candle.low());
      columns[CLOSE][i] = number(candle.close());
      columns[VOLUME][i] = number(candle.volume());
    }
    return of(times, columns[OPEN], columns[HIGH], columns[LOW], columns[CLOSE], columns[VOLUME]);
  }

  private static double number(@org.jspecify.annotations.Nullable Decimal price) {
    return Objects.requireNonNull(price).doubleValue();
  }

  private static double number(@org.jspecify.annotations.Nullable BigDecimal volume) {
    return Objects.requireNonNull(volume).doubleValue();
  }

  public int size() {
    return size;
  }

  /** Nanoseconds since 1970 UTC. */
  public long openTimeNanos(int index) {
    return openTimes[from + Objects.checkIndex(index, size)];
  }

  /** The first bar that opens at this time or later; the size if none does. */
  public int indexFrom(long timeNanos) {
    int found = Arrays.binarySearch(openTimes, from, from + size, timeNanos);
    return (found < 0 ? -found - 1 : found) - from;
  }

  /**
   * @param from inclusive
   * @param to exclusive
   */
  public Bars slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return from == 0 && to == size
        ? this
        : new Bars(openTimes, columns, this.from + from, to - from);
  }

  /** These and the later ones behind them. */
  public Bars and(Bars later) {
    int both = size + later.size;
    long[] times = Arrays.copyOfRange(openTimes, from, from + both);
    System.arraycopy(later.openTimes, later.from, times, size, later.size);
    double[][] all = new double[COLUMNS][];
    for (int i = 0; i < COLUMNS; i++) {
      all[i] = Arrays.copyOfRange(columns[i], from, from + both);
      System.arraycopy(later.columns[i], later.from, all[i], size, later.size);
    }
    return new Bars(times, all, 0, both);
  }

  private double[] column(int index) {
    double[] whole = columns[index];
    if (size == whole.length) {
      return whole;
    }
    double[] slice = slices.get(index);
    if (slice == null) {
      slice = Arrays.copyOfRange(whole, from, from + size);
      slices.set(index, slice);
    }
    return slice;
  }

  /** Nanoseconds since 1970 UTC. */
  public long[] openTimes() {
    return size == openTimes.length ? openTimes : Arrays.copyOfRange(openTimes, from, from + size);
  }

  public double[] open() {
    return column(OPEN);
  }

  public double[] high() {
    return column(HIGH);
  }

  public double[] low() {
    return column(LOW);
  }

  public double[] close() {
    return column(CLOSE);
  }

  /** Base units. */
  public double[] volume() {
    return column(VOLUME);
  }

  /** (high + low) / 2. */
  public double[] median() {
    return Columns.zip(high(), low(), (high, low) -> (high + low) / 2);
  }

  /** (high + low + close) / 3. */
  public double[] typical() {
    double[] high = high();
    double[] low = low();
    double[] close = close();
    double[] result = new double[size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (high[i] + low[i] + close[i]) / 3;
    }
    return result;
  }

  /** high − low. */
  public double[] height() {
    return Columns.minus(high(), low());
  }

  /**
   * Wilder's true range: the longest of high − low, |high − close before| and |low − close before|;
   * of the first bar high − low.
   */
  public double[] trueRange() {
    double[] high = high();
    double[] low = low();
    double[] close = close();
    double[] result = height();
    for (int i = 1; i < result.length; i++) {
      double before = close[i - 1];
      double reach = Math.max(Math.abs(high[i] - before), Math.abs(low[i] - before));
      result[i] = Math.max(result[i], reach);
    }
    return result;
  }
}
