package io.tapeline.signal.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.TestData;
import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Closed candles for tests: recorded ones, and ones that are made up. */
public final class SampleCandles {

  private static final int SECONDS = "2025-05-30 16:45:00".length();
  private static final long NANOS = 1_000_000_000;

  private SampleCandles() {}

  public static PartialCandle candle(
      Interval interval, long open, String[] prices, String volume, boolean synthetic) {
    return new PartialCandle(
        interval,
        open,
        Decimal.parse(prices[0]),
        Decimal.parse(prices[1]),
        Decimal.parse(prices[2]),
        Decimal.parse(prices[3]),
        new BigDecimal(volume),
        null,
        null,
        interval.nanos(),
        synthetic,
        true,
        1,
        Origin.IMPORT);
  }

  /** Rows of time, open, high, low, close, volume. */
  public static List<PartialCandle> csv(String path, Interval interval) throws IOException {
    List<PartialCandle> candles = new ArrayList<>();
    for (String line : Files.readAllLines(TestData.path("ohlcv/" + path))) {
      String[] cells = line.split(",", -1);
      if (Character.isDigit(line.charAt(0))) {
        String time = cells[0].substring(0, SECONDS).replace(' ', 'T');
        long open = LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC) * NANOS;
        String[] prices = {cells[1], cells[2], cells[3], cells[4]};
        candles.add(candle(interval, open, prices, cells[5], false));
      }
    }
    return candles;
  }

  /** As Coinbase sends them; those of the grid of the interval, each time once. */
  public static List<PartialCandle> coinbase(String path, Interval interval) throws IOException {
    TreeMap<Long, PartialCandle> candles = new TreeMap<>();
    JsonNode file = new ObjectMapper().readTree(TestData.path("ohlcv/" + path).toFile());
    for (JsonNode row : file.get("candles")) {
      long open = row.get("start").asLong() * NANOS;
      String[] prices = {
        text(row, "open"), text(row, "high"), text(row, "low"), text(row, "close")
      };
      if (interval.floor(open) == open) {
        candles.put(open, candle(interval, open, prices, text(row, "volume"), false));
      }
    }
    return List.copyOf(candles.values());
  }

  private static String text(JsonNode row, String name) {
    return row.get(name).asText();
  }

  /** Longer candles that are over when the last of these is, of whatever there is of each. */
  public static List<PartialCandle> rolledUp(List<PartialCandle> candles, Interval longer) {
    TreeMap<Long, PartialCandle> byTime = new TreeMap<>();
    long end = candles.getLast().closeTimeNanos();
    for (PartialCandle candle : candles) {
      long open = longer.floor(candle.openTimeNanos());
      if (open + longer.nanos() <= end) {
        byTime.merge(open, at(candle, longer, open), SampleCandles::joined);
      }
    }
    return List.copyOf(byTime.values());
  }

  private static PartialCandle at(PartialCandle candle, Interval interval, long open) {
    return new PartialCandle(
        interval,
        open,
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume(),
        null,
        null,
        interval.nanos(),
        candle.synthetic(),
        true,
        1,
        Origin.IMPORT);
  }

  private static PartialCandle joined(PartialCandle one, PartialCandle next) {
    return new PartialCandle(
        one.interval(),
        one.openTimeNanos(),
        one.open(),
        price(one.high()).max(price(next.high())),
        price(one.low()).min(price(next.low())),
        next.close(),
        Objects.requireNonNull(one.volume()).add(Objects.requireNonNull(next.volume())),
        null,
        null,
        one.observedNanos(),
        one.synthetic() && next.synthetic(),
        true,
        1,
        Origin.IMPORT);
  }

  public static Decimal price(@org.jspecify.annotations.Nullable Decimal price) {
    return Objects.requireNonNull(price);
  }

  /**
   * A walk in steps of a quarter, which doubles hold exactly.
   *
   * @param missing of a thousand
   * @param quiet of a hundred: synthetic
   */
  public static List<PartialCandle> random(
      long seed, Interval interval, long start, int size, int missing, int quiet) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PartialCandle> candles = new ArrayList<>();
    long price = 10_000L + random.nextInt(90_000);
    for (int i = 0; i < size; i++) {
      long open = price;
      boolean synthetic = random.nextInt(100) < quiet;
      price = synthetic ? open : Math.max(1_000, price + random.nextLong(-price / 40, price / 40));
      long reach = synthetic ? 0 : random.nextLong(1 + open / 60);
      long[] prices = {
        open, Math.max(open, price) + reach, Math.min(open, price) - reach / 3, price
      };
      String volume = synthetic ? "0" : BigDecimal.valueOf(1 + random.nextInt(99_999), 3) + "";
      if (random.nextInt(1_000) >= missing) {
        candles.add(
            candle(interval, start + i * interval.nanos(), texts(prices), volume, synthetic));
      }
    }
    return candles;
  }

  private static String[] texts(long[] quarters) {
    String[] texts = new String[quarters.length];
    for (int i = 0; i < quarters.length; i++) {
      texts[i] = BigDecimal.valueOf(25 * quarters[i], 2).toPlainString();
    }
    return texts;
  }

  /** Each price as far below a level as it was above it, or the other way round. */
  static List<PartialCandle> mirrored(List<PartialCandle> candles) {
    BigDecimal twice = BigDecimal.ZERO;
    for (PartialCandle candle : candles) {
      twice = twice.max(price(candle.high()).toBigDecimal().multiply(BigDecimal.valueOf(3)));
    }
    BigDecimal level = twice;
    return candles.stream()
        .map(
            c ->
                candle(
                    c.interval(),
                    c.openTimeNanos(),
                    new String[] {
                      level.subtract(price(c.open()).toBigDecimal()).toPlainString(),
                      level.subtract(price(c.low()).toBigDecimal()).toPlainString(),
                      level.subtract(price(c.high()).toBigDecimal()).toPlainString(),
                      level.subtract(price(c.close()).toBigDecimal()).toPlainString()
                    },
                    Objects.requireNonNull(c.volume()).toPlainString(),
                    c.synthetic()))
        .toList();
  }
}
