package io.tapeline.signal.statistic;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.signal.column.Columns;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The closes of one series, ascending by time, and the return of each on the close before it: close
 * / close′ − 1. Where the candle before is missing there is no return: nothing is made up, and no
 * return spans more than one interval.
 */
public final class Returns {

  /** Nanoseconds: 365.25 days, since this market never closes. */
  static final double YEAR = Duration.ofHours(8_766).toNanos();

  private final Interval interval;
  private final long[] openTimes;
  private final double[] closes;
  private final double[] returns;

  private Returns(Interval interval, long[] openTimes, double[] closes) {
    this.interval = interval;
    this.openTimes = openTimes;
    this.closes = closes;
    this.returns = new double[closes.length];
    for (int i = 0; i < closes.length; i++) {
      boolean neighbours = i > 0 && openTimes[i] - openTimes[i - 1] == interval.nanos();
      returns[i] = neighbours ? finite(closes[i] / closes[i - 1] - 1) : Double.NaN;
    }
  }

  /** A close of 0 has no return on it. */
  private static double finite(double number) {
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /**
   * @param candles of this length, ascending by open time, with their closes
   */
  public static Returns of(Interval interval, List<PartialCandle> candles) {
    int size = candles.size();
    long[] times = new long[size];
    double[] closes = new double[size];
    for (int i = 0; i < size; i++) {
      times[i] = candles.get(i).openTimeNanos();
      Decimal close = Objects.requireNonNull(candles.get(i).close());
      closes[i] = close.doubleValue();
    }
    return new Returns(interval, times, closes);
  }

  /**
   * The same of numbers, which are not copied.
   *
   * @param openTimes of this length, ascending, nanoseconds since 1970 UTC
   */
  public static Returns of(Interval interval, long[] openTimes, double[] closes) {
    if (openTimes.length != closes.length) {
      throw new IllegalArgumentException("times and closes differ in length");
    }
    return new Returns(interval, openTimes, closes);
  }

  /** Of closes. */
  public int size() {
    return closes.length;
  }

  public double close(int index) {
    return closes[index];
  }

  /** Nanoseconds since 1970 UTC. */
  public long openTimeNanos(int index) {
    return openTimes[index];
  }

  /** When a close was the price; nanoseconds since 1970 UTC. */
  public long closeTimeNanos(int index) {
    return openTimes[index] + interval.nanos();
  }

  /** Steps in a year. */
  public double stepsPerYear() {
    return YEAR / interval.nanos();
  }

  /** When the first interval began, nanoseconds since 1970 UTC; 0 where there is none. */
  long firstNanos() {
    return openTimes.length == 0 ? 0 : openTimes[0];
  }

  /** The return on each interval from the first to the last, not a number where there is none. */
  double[] all() {
    int last = openTimes.length - 1;
    return last < 0
        ? new double[0]
        : of(openTimes[0], (int) ((openTimes[last] - openTimes[0]) / interval.nanos()) + 1);
  }

  /** Deviation of the logarithmic returns that there are, a year. */
  public double volatility() {
    return new Sample(Columns.map(known(), StrictMath::log1p)).deviation()
        * StrictMath.sqrt(stepsPerYear());
  }

  /** On the close before; not a number where that is missing. */
  double at(int index) {
    return returns[index];
  }

  /** Those that there are. */
  public double[] known() {
    return Arrays.stream(returns).filter(Double::isFinite).toArray();
  }

  /**
   * The return on each of these intervals, not a number where there is none.
   *
   * @param fromNanos the first one's open time
   */
  public double[] of(long fromNanos, int intervals) {
    double[] result = new double[intervals];
    Arrays.fill(result, Double.NaN);
    int index = Arrays.binarySearch(openTimes, fromNanos);
    for (int i = index < 0 ? -index - 1 : index; i < openTimes.length; i++) {
      long place = (openTimes[i] - fromNanos) / interval.nanos();
      if (place >= intervals) {
        break;
      }
      result[(int) place] = returns[i];
    }
    return result;
  }
}
