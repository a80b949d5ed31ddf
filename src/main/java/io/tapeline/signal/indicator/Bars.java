package io.tapeline.signal.indicator;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Decimal;
import io.tapeline.signal.column.Columns;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Candles of one series and interval as columns of numbers, ascending by open time, without what
 * arithmetic has no use for. Where a candle is missing there is no bar. Columns are not copied:
 * nobody may change them.
 */
public final class Bars {

  public static final Bars NONE = new Bars(new long[0], new double[5][0]);

  private static final int OPEN = 0;
  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final int CLOSE = 3;
  private static final int VOLUME = 4;
  private static final int COLUMNS = 5;

  private final long[] openTimes;
  private final double[][] columns;

  private Bars(long[] openTimes, double[][] columns) {
    this.openTimes = openTimes;
    this.columns = columns;
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
    return new Bars(openTimes, columns);
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
    return openTimes.length;
  }

  /** Nanoseconds since 1970 UTC. */
  public long openTimeNanos(int index) {
    return openTimes[index];
  }

  /** The first bar that opens at this time or later; the size if none does. */
  public int indexFrom(long timeNanos) {
    int found = Arrays.binarySearch(openTimes, timeNanos);
    return found < 0 ? -found - 1 : found;
  }

  /**
   * @param from inclusive
   * @param to exclusive
   */
  public Bars slice(int from, int to) {
    if (from == 0 && to == size()) {
      return this;
    }
    double[][] parts = new double[COLUMNS][];
    for (int i = 0; i < COLUMNS; i++) {
      parts[i] = Arrays.copyOfRange(columns[i], from, to);
    }
    return new Bars(Arrays.copyOfRange(openTimes, from, to), parts);
  }

  /** These and the later ones behind them. */
  public Bars and(Bars later) {
    int size = size();
    Bars both = new Bars(Arrays.copyOf(openTimes, size + later.size()), new double[COLUMNS][]);
    System.arraycopy(later.openTimes, 0, both.openTimes, size, later.size());
    for (int i = 0; i < COLUMNS; i++) {
      both.columns[i] = Arrays.copyOf(columns[i], size + later.size());
      System.arraycopy(later.columns[i], 0, both.columns[i], size, later.size());
    }
    return both;
  }

  /** Nanoseconds since 1970 UTC. */
  public long[] openTimes() {
    return openTimes;
  }

  public double[] open() {
    return columns[OPEN];
  }

  public double[] high() {
    return columns[HIGH];
  }

  public double[] low() {
    return columns[LOW];
  }

  public double[] close() {
    return columns[CLOSE];
  }

  /** Base units. */
  public double[] volume() {
    return columns[VOLUME];
  }

  /** (high + low) / 2. */
  public double[] median() {
    return Columns.zip(high(), low(), (high, low) -> (high + low) / 2);
  }

  /** (high + low + close) / 3. */
  public double[] typical() {
    double[] result = new double[size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (high()[i] + low()[i] + close()[i]) / 3;
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
    double[] result = height();
    for (int i = 1; i < result.length; i++) {
      double before = close()[i - 1];
      result[i] =
          Math.max(result[i], Math.max(Math.abs(high()[i] - before), Math.abs(low()[i] - before)));
    }
    return result;
  }
}
