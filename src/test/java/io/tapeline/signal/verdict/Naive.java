package io.tapeline.signal.verdict;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Every strategy written down a second time, after the formulas of the catalogue: one moment, from
 * scratch, as a line of text.
 */
public final class Naive {

  private static final String OUTLOOK = "zscore(200)";

  private final Map<Interval, List<PartialCandle>> all;
  private final Interval own;
  private final long moment;

  /** The earliest candle that anything looked at, of each interval. */
  private final Map<Interval, Integer> longest = new TreeMap<>();

  /** Remembered, as they are looked for at length. */
  private final Map<String, List<PartialCandle>> windows = new TreeMap<>();

  /** Why there is no signal. */
  private static final class Nothing extends RuntimeException {
    private static final long serialVersionUID = 1;

    Nothing(String reason) {
      super(reason, null, false, false);
    }
  }

  public Naive(Map<Interval, List<PartialCandle>> all, Interval own, long openTimeNanos) {
    this.all = all;
    this.own = own;
    this.moment = openTimeNanos + own.nanos();
  }

  /** The same line of a verdict of the service. */
  public static String line(Verdict verdict) {
    return switch (verdict) {
      case Verdict.NoSignal none -> none.reason().name();
      case Verdict.Signal signal -> {
        List<BigDecimal> parts =
            signal.evidence().stream()
                .map(part -> plain(BigDecimal.valueOf(part.contribution(), 6)))
                .toList();
        String inputs =
            String.join(
                " ",
                signal.inputs().stream()
                    .map(in -> in.interval() + " " + in.candles() + " " + in.sha256())
                    .toList());
        yield line(
            parts,
            signal.direction().name(),
            signal.trader(),
            String.valueOf(signal.investor()),
            inputs);
      }
    };
  }

  private static String line(
      List<BigDecimal> parts, String direction, int trader, String investor, String inputs) {
    return parts + " " + direction + " " + trader + " " + investor + " " + inputs;
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  public String line(String strategy) {
    longest.clear();
    try {
      List<BigDecimal> parts = parts(strategy);
      BigDecimal strength = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      String direction =
          strength.abs().compareTo(new BigDecimal("0.1")) < 0
              ? "NEUTRAL"
              : strength.signum() > 0 ? "UP" : "DOWN";
      return line(parts, direction, grade(strength, 50), investor(strength), inputs());
    } catch (Nothing none) {
      return Objects.requireNonNull(none.getMessage());
    }
  }

  private static int grade(BigDecimal strength, int half) {
    return strength
        .multiply(BigDecimal.valueOf(half))
        .add(BigDecimal.valueOf(50))
        .setScale(0, RoundingMode.HALF_EVEN)
        .intValueExact();
  }

  private String investor(BigDecimal strength) {
    try {
      double away = all(OUTLOOK).getFirst();
      return "" + grade(strength.add(part(1, ramp(away, 2))), 25);
    } catch (Nothing _) {
      return "null";
    }
  }

  private List<BigDecimal> parts(String strategy) {
    return switch (strategy) {
      case "ma_cross" -> {
        List<Double> f = all("close", "sma(50)", "sma(200)", "stddev(200)");
        yield List.of(
            part(0.6, ramp(f.get(1) - f.get(2), f.get(3))),
            part(0.4, ramp(f.get(0) - f.get(1), f.get(3))));
      }
      case "adx_trend" -> {
        List<Double> f = all("di(14).plus", "di(14).minus", "adx(14)");
        yield kept(rise(f.get(2), 15, 25), part(1, ramp(f.get(0) - f.get(1), 20)));
      }
      case "macd" -> {
        List<Double> f = all("macd(12,26,9).line", "macd(12,26,9).histogram", "stddev(26)");
        yield List.of(part(0.5, ramp(f.get(0), f.get(2))), part(0.5, ramp(f.get(1), f.get(2) / 2)));
      }
      case "rsi_regime" -> {
        List<Double> f = all("rsi(14)", "zscore(50)");
        yield List.of(part(0.6, ramp(f.get(0) - 50, 20)), part(0.4, ramp(f.get(1), 1)));
      }
      case "bollinger_reversion" -> {
        List<Double> f = all("zscore(20)", "vhf(28)");
        double back = rise(Math.abs(f.get(0)), 1, 2.5) * (f.get(0) > 0 ? -1 : 1);
        yield kept(1 - rise(f.get(1), 0.4, 0.6), part(1, back));
      }
      case "donchian_breakout" -> {
        List<Double> f =
            all(
                "close",
                "breakout(20).lower",
                "breakout(20).upper",
                "breakout(55).lower",
                "breakout(55).upper");
        yield List.of(
            part(0.6, side(f.get(0), f.get(1), f.get(2))),
            part(0.4, side(f.get(0), f.get(3), f.get(4))));
      }
      case "volatility_regime" -> {
        List<Double> f = all("zscore(50)", "volatility(20)", "volatility(100)");
        double times = f.get(2) == 0 ? 1 : f.get(1) / f.get(2);
        yield kept(1 - rise(times, 1, 2), part(1, ramp(f.get(0), 1)));
      }
      case "volume_confirmation" -> {
        List<Double> f = all("close", "vwap(20)", "stddev(20)", "cmf(20)", "vosc(5,20)");
        yield kept(
            rise(f.get(4), -50, 0),
            part(0.5, ramp(f.get(0) - f.get(1), f.get(2))),
            part(0.5, ramp(f.get(3), 0.25)));
      }
      case "multi_interval" -> intervals();
      case "composite" -> composite();
      default -> throw new IllegalArgumentException(strategy);
    };
  }

  private List<BigDecimal> intervals() {
    List<Interval> lengths =
        switch (own) {
          case M1 -> List.of(Interval.M1, Interval.M5, Interval.M30);
          case H1 -> List.of(Interval.H1, Interval.H4, Interval.D1);
          case H4 -> List.of(Interval.H4, Interval.D1, Interval.W1);
          case D1 -> List.of(Interval.D1, Interval.W1);
          case W1 -> throw new Nothing("NO_LONGER_INTERVAL");
          case S1, M5, M15, M30 -> throw new IllegalArgumentException(own.id());
        };
    lengths.forEach(length -> require(length, "zscore(50)"));
    List<BigDecimal> parts = new ArrayList<>();
    for (Interval length : lengths) {
      double weight =
          length == own ? (lengths.size() == 3 ? 0.4 : 0.6) : lengths.size() == 3 ? 0.3 : 0.4;
      parts.add(part(weight, ramp(figure(length, "zscore(50)"), 1)));
    }
    return parts;
  }

  private List<BigDecimal> composite() {
    Map<String, String> weights = new java.util.LinkedHashMap<>();
    weights.put("ma_cross", "0.15");
    weights.put("adx_trend", "0.15");
    weights.put("macd", "0.15");
    weights.put("rsi_regime", "0.1");
    weights.put("bollinger_reversion", "0.15");
    weights.put("donchian_breakout", "0.1");
    weights.put("volatility_regime", "0.1");
    weights.put("volume_confirmation", "0.1");
    List<BigDecimal> parts = new ArrayList<>();
    weights.forEach(
        (strategy, weight) ->
            parts(strategy)
                .forEach(part -> parts.add(plain(part.multiply(new BigDecimal(weight))))));
    return parts;
  }

  private static double ramp(double x, double full) {
    return full == 0 ? 0 : Math.max(-1, Math.min(1, x / full));
  }

  private static double rise(double x, double from, double to) {
    return Math.max(0, Math.min(1, (x - from) / (to - from)));
  }

  private static double side(double close, double lower, double upper) {
    return close > upper ? 1 : close < lower ? -1 : 0;
  }

  /** Four decimals, half-even. */
  private static BigDecimal part(double weight, double score) {
    return rounded(Math.round(weight * 100) * 100 * score);
  }

  private static BigDecimal rounded(double steps) {
    return plain(new BigDecimal(steps).setScale(0, RoundingMode.HALF_EVEN).movePointLeft(4));
  }

  private static List<BigDecimal> kept(double share, BigDecimal... parts) {
    List<BigDecimal> all = new ArrayList<>(List.of(parts));
    BigDecimal sum = all.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    all.add(plain(rounded(sum.movePointRight(4).doubleValue() * share).subtract(sum)));
    return all;
  }

  private List<Double> all(String... columns) {
    for (String column : columns) {
      require(own, column);
    }
    List<Double> figures = new ArrayList<>();
    for (String column : columns) {
      figures.add(figure(own, column));
    }
    return figures;
  }

  private long newest(Interval interval) {
    return interval.floor(moment) - interval.nanos();
  }

  private List<PartialCandle> window(Interval interval, String column) {
    return windows.computeIfAbsent(interval + column, _ -> found(interval, column));
  }

  private List<PartialCandle> found(Interval interval, String column) {
    int warmup = NaiveFigures.warmup(NaiveFigures.name(column), NaiveFigures.numbers(column));
    return NaiveFigures.window(Objects.requireNonNull(all.get(interval)), newest(interval), warmup);
  }

  private void require(Interval interval, String column) {
    List<PartialCandle> window = window(interval, column);
    String name = NaiveFigures.name(column);
    int[] numbers = NaiveFigures.numbers(column);
    if (window.isEmpty() || window.getLast().openTimeNanos() != newest(interval)) {
      throw new Nothing("GAP");
    }
    if (window.size() <= NaiveFigures.warmup(name, numbers)) {
      throw new Nothing("WARM_UP");
    }
    int reach = NaiveFigures.first(name, numbers) + 1;
    List<PartialCandle> last = window.subList(window.size() - reach, window.size());
    long quiet = last.stream().filter(PartialCandle::synthetic).count();
    for (int i = 0; i < reach; i++) {
      long expected = newest(interval) - (reach - 1 - i) * interval.nanos();
      if (last.get(i).openTimeNanos() != expected) {
        throw new Nothing("GAP");
      }
    }
    if (last.getLast().synthetic() || quiet > reach / 2.0) {
      throw new Nothing("QUIET");
    }
    longest.merge(interval, window.size(), Math::max);
  }

  private double figure(Interval interval, String column) {
    return NaiveFigures.figure(column, window(interval, column)).doubleValue();
  }

  private String inputs() {
    List<String> inputs = new ArrayList<>();
    longest.forEach(
        (interval, size) -> {
          List<PartialCandle> known =
              Objects.requireNonNull(all.get(interval)).stream()
                  .filter(candle -> candle.closeTimeNanos() <= moment)
                  .toList();
          StringBuilder text = new StringBuilder("open_time,open,high,low,close,volume\r\n");
          for (PartialCandle c : known.subList(known.size() - size, known.size())) {
            String time = Instant.ofEpochSecond(0, c.openTimeNanos()).toString();
            text.append(time.replace("Z", ".000Z")).append(',');
            text.append(c.open()).append(',').append(c.high()).append(',');
            text.append(c.low()).append(',').append(c.close()).append(',');
            text.append(plain(Objects.requireNonNull(c.volume())).toPlainString()).append("\r\n");
          }
          inputs.add(interval + " " + size + " " + sha256(text.toString()));
        });
    return String.join(" ", inputs);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
