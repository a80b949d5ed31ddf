package io.tapeline.signal.verdict;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The figures that strategies look at, written down a second time: straight loops over the candles
 * of a window, from scratch for each moment. Shares nothing with the columns of the service.
 */
final class NaiveFigures {

  private static final long DAY = 86_400_000_000_000L;

  private NaiveFigures() {}

  /** Candles before the first figure, as docs/concepts say: that many are read before a block. */
  static int warmup(String name, int[] n) {
    return first(name, n)
        + switch (name) {
          case "rsi", "di" -> memory(1 - 1.0 / n[0]);
          case "adx" -> 2 * memory(1 - 1.0 / n[0]);
          case "macd" -> memory(1 - 2.0 / (n[1] + 1)) + memory(1 - 2.0 / (n[2] + 1));
          default -> 0;
        };
  }

  static int first(String name, int[] n) {
    return switch (name) {
      case "close" -> 0;
      case "sma", "stddev", "zscore", "vwap", "cmf", "di" -> n[0] - 1;
      case "vosc" -> n[1] - 1;
      case "rsi", "vhf", "breakout", "volatility" -> n[0];
      case "adx" -> 2 * (n[0] - 1);
      case "macd" -> n[1] + n[2] - 2;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static int memory(double kept) {
    return (int) Math.ceil(Math.log(1e-10) / Math.log(kept));
  }

  /** The candles of a figure: those of the block up to the last, and the last ones before it. */
  static List<PartialCandle> window(List<PartialCandle> all, long lastOpen, int warmup) {
    Interval interval = all.getFirst().interval();
    long length = interval.nanos();
    long origin = interval == Interval.W1 ? 4 * DAY : 0;
    long block = (lastOpen - origin) / (512 * length) * (512 * length) + origin;
    long reach = warmup == 0 ? block : Math.max(origin, block - (2L * warmup + 64) * length);
    List<PartialCandle> before = new ArrayList<>();
    List<PartialCandle> inside = new ArrayList<>();
    for (PartialCandle candle : all) {
      long open = candle.openTimeNanos();
      if (open >= block && open <= lastOpen) {
        inside.add(candle);
      } else if (open >= reach && open < block) {
        before.add(candle);
      }
    }
    List<PartialCandle> window =
        new ArrayList<>(before.subList(Math.max(0, before.size() - warmup), before.size()));
    window.addAll(inside);
    return window;
  }

  /** Of the last candle of the window, rounded. */
  static BigDecimal figure(String column, List<PartialCandle> window) {
    BigDecimal exact = new BigDecimal(value(name(column), output(column), numbers(column), window));
    BigDecimal ten = exact.round(new MathContext(10, RoundingMode.HALF_EVEN));
    if (ten.scale() > 18) {
      ten = exact.setScale(18, RoundingMode.HALF_EVEN);
    }
    return ten.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(ten.stripTrailingZeros().toPlainString());
  }

  static String name(String column) {
    return column.split("[(.]")[0];
  }

  private static String output(String column) {
    return column.contains(").") ? column.substring(column.indexOf(").") + 2) : "";
  }

  static int[] numbers(String column) {
    return column.contains("(")
        ? Arrays.stream(column.substring(column.indexOf('(') + 1, column.indexOf(')')).split(","))
            .mapToInt(Integer::parseInt)
            .toArray()
        : new int[0];
  }

  private static double value(String name, String output, int[] n, List<PartialCandle> w) {
    double[] close = column(w, candle -> SampleCandles.price(candle.close()).doubleValue());
    double[] high = column(w, candle -> SampleCandles.price(candle.high()).doubleValue());
    double[] low = column(w, candle -> SampleCandles.price(candle.low()).doubleValue());
    double[] volume = column(w, candle -> Objects.requireNonNull(candle.volume()).doubleValue());
    int last = w.size() - 1;
    return switch (name) {
      case "close" -> close[last];
      case "sma" -> mean(close, last, n[0]);
      case "stddev" -> deviation(close, last, n[0]);
      case "zscore" -> {
        double deviation = deviation(close, last, n[0]);
        yield deviation == 0 ? 0 : (close[last] - mean(close, last, n[0])) / deviation;
      }
      case "volatility" -> {
        double[] growth = new double[close.length];
        for (int i = 1; i < close.length; i++) {
          growth[i] = close[i] / close[i - 1];
        }
        yield deviation(growth, last, n[0]);
      }
      case "vhf" -> {
        double most = close[last];
        double least = close[last];
        for (int i = last - n[0] + 1; i <= last; i++) {
          most = Math.max(most, close[i]);
          least = Math.min(least, close[i]);
        }
        double way = 0;
        for (int i = last - n[0] + 1; i <= last; i++) {
          way += Math.abs(close[i] - close[i - 1]);
        }
        yield way == 0 ? 0 : (most - least) / way;
      }
      case "breakout" -> {
        double bound = output.equals("upper") ? high[last - 1] : low[last - 1];
        for (int i = last - n[0]; i < last; i++) {
          bound = output.equals("upper") ? Math.max(bound, high[i]) : Math.min(bound, low[i]);
        }
        yield bound;
      }
      case "vwap" -> {
        double money = 0;
        double traded = 0;
        double typical = 0;
        for (int i = last - n[0] + 1; i <= last; i++) {
          double price = (high[i] + low[i] + close[i]) / 3;
          money += price * volume[i];
          traded += volume[i];
          typical += price;
        }
        yield traded == 0 ? typical / n[0] : money / traded;
      }
      case "cmf" -> {
        double flow = 0;
        double traded = 0;
        for (int i = last - n[0] + 1; i <= last; i++) {
          flow += flow(high[i], low[i], close[i], volume[i]);
          traded += volume[i];
        }
        yield traded == 0 ? 0 : flow / traded;
      }
      case "vosc" -> {
        double slow = mean(volume, last, n[1]);
        yield slow == 0 ? 0 : 100 * (mean(volume, last, n[0]) - slow) / slow;
      }
      case "rsi" -> strength(close, n[0]);
      case "macd" -> macd(close, n, output);
      case "di", "adx" -> direction(high, low, close, n[0], name.equals("adx") ? name : output);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface Part {
    double of(PartialCandle candle);
  }

  private static double[] column(List<PartialCandle> window, Part part) {
    return window.stream().mapToDouble(part::of).toArray();
  }

  private static double mean(double[] x, int last, int n) {
    double sum = 0;
    for (int i = last - n + 1; i <= last; i++) {
      sum += x[i];
    }
    return sum / n;
  }

  private static double deviation(double[] x, int last, int n) {
    double mean = mean(x, last, n);
    double squares = 0;
    for (int i = last - n + 1; i <= last; i++) {
      squares += (x[i] - mean) * (x[i] - mean);
    }
    return Math.sqrt(squares / n);
  }

  private static double flow(double high, double low, double close, double volume) {
    return high == low ? 0 : 2 * (close - (high + low) / 2) / (high - low) * volume;
  }

  /** Wilder's averages of rises and falls, which begin with the mean of the first n. */
  private static double strength(double[] close, int n) {
    double up = 0;
    double down = 0;
    for (int i = 1; i < close.length; i++) {
      double rise = Math.max(close[i] - close[i - 1], 0);
      double fall = Math.max(close[i - 1] - close[i], 0);
      if (i < n) {
        up += rise;
        down += fall;
      } else if (i == n) {
        up = (up + rise) / n;
        down = (down + fall) / n;
      } else {
        up += (rise - up) / n;
        down += (fall - down) / n;
      }
    }
    return up + down == 0 ? 50 : 100 * up / (up + down);
  }

  private static double macd(double[] close, int[] n, String output) {
    double fast = close[0];
    double slow = close[0];
    double signal = 0;
    double line = 0;
    for (int i = 1; i < close.length; i++) {
      fast += 2.0 / (n[0] + 1) * (close[i] - fast);
      slow += 2.0 / (n[1] + 1) * (close[i] - slow);
      if (i >= n[1] - 1) {
        line = fast - slow;
        signal = i == n[1] - 1 ? line : signal + 2.0 / (n[2] + 1) * (line - signal);
      }
    }
    return output.equals("line") ? line : line - signal;
  }

  /** Wilder's sums of moves and true ranges, which begin with n − 1, and the index of them. */
  private static double direction(
      double[] high, double[] low, double[] close, int n, String output) {
    double plus = 0;
    double minus = 0;
    double range = 0;
    double average = 0;
    double all = 0;
    for (int i = 1; i < close.length; i++) {
      double up = high[i] - high[i - 1];
      double down = low[i - 1] - low[i];
      double reach =
          Math.max(
              high[i] - low[i],
              Math.max(Math.abs(high[i] - close[i - 1]), Math.abs(low[i] - close[i - 1])));
      boolean summing = i < n;
      double u = up > 0 && up > down ? up : 0;
      double d = down > 0 && down > up ? down : 0;
      plus += summing ? u : u - plus / n;
      minus += summing ? d : d - minus / n;
      range += summing ? reach : reach - range / n;
      if (i >= n - 1) {
        double index = plus + minus == 0 ? 0 : 100 * Math.abs(plus - minus) / (plus + minus);
        int count = i - (n - 1) + 1;
        all += count <= n ? index : 0;
        average = count == n ? all / n : average + (index - average) / n;
      }
    }
    return switch (output) {
      case "plus" -> range == 0 ? 0 : 100 * plus / range;
      case "minus" -> range == 0 ? 0 : 100 * minus / range;
      default -> average;
    };
  }
}
