package io.tapeline.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges' own candles: each closed one is the roll-up of the level below. */
class RollupTest {

  @Test
  void weeksStartOnMonday() {
    long monday =
        LocalDateTime.of(2026, 11, 23, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
    assertThat(Interval.W1.floor(monday)).isEqualTo(monday);
    assertThat(Interval.W1.floor(monday - 1)).isEqualTo(monday - Interval.W1.nanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BTC", "ETH", "SOL", "BNB"})
  void bybitsCandlesAreRollUpsOfTheLevelBelow(String base) throws IOException {
    Path folder = TestData.path("ohlcv/bybit-linear-2025-06");
    compare(read(folder, base, "1m", Interval.M1), read(folder, base, "5m", Interval.M5));
    compare(read(folder, base, "5m", Interval.M5), read(folder, base, "15m", Interval.M15));
    compare(read(folder, base, "15m", Interval.M15), read(folder, base, "30m", Interval.M30));
    compare(read(folder, base, "30m", Interval.M30), read(folder, base, "60m", Interval.H1));
    compare(read(folder, base, "60m", Interval.H1), read(folder, base, "240m", Interval.H4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BTC", "ETH"})
  void binancesCandlesAreRollUpsOfTheLevelBelow(String base) throws IOException {
    Path folder = TestData.path("ohlcv/binance-spot-2025-08");
    compare(read(folder, base, "1m", Interval.M1), read(folder, base, "5m", Interval.M5));
    compare(read(folder, base, "5m", Interval.M5), read(folder, base, "15m", Interval.M15));
    compare(read(folder, base, "15m", Interval.M15), read(folder, base, "1h", Interval.H1));
    compare(read(folder, base, "1h", Interval.H1), read(folder, base, "4h", Interval.H4));
    compare(read(folder, base, "4h", Interval.H4), read(folder, base, "1d", Interval.D1));
  }

  private static void compare(List<Candle> shorter, List<Candle> longer) {
    Interval target = longer.getFirst().interval();
    Map<Long, Candle> rolled = new TreeMap<>();
    Rollup.of(shorter, target, Long.MAX_VALUE).forEach(c -> rolled.put(c.openTimeNanos(), c));
    long first = shorter.getFirst().openTimeNanos();
    long last = shorter.getLast().closeTimeNanos();
    int compared = 0;
    for (Candle own : longer.subList(0, longer.size() - 1)) {
      if (own.openTimeNanos() >= first
          && own.closeTimeNanos() <= last - shorter.getFirst().interval().nanos()) {
        Candle ours = java.util.Objects.requireNonNull(rolled.get(own.openTimeNanos()));
        assertThat(ours.open()).isEqualTo(own.open());
        assertThat(ours.high()).isEqualTo(own.high());
        assertThat(ours.low()).isEqualTo(own.low());
        assertThat(ours.close()).isEqualTo(own.close());
        assertThat(ours.volume()).isEqualByComparingTo(own.volume());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  private static List<Candle> read(Path folder, String base, String name, Interval interval)
      throws IOException {
    Path file;
    try (var files = Files.list(folder)) {
      file =
          files
              .filter(
                  f -> f.getFileName().toString().matches(".*" + base + ".*[_-]" + name + "\\.csv"))
              .findFirst()
              .orElseThrow();
    }
    List<String> lines = Files.readAllLines(file);
    List<String> header =
        List.of(lines.getFirst().toLowerCase(java.util.Locale.ROOT).split(",", -1));
    List<Candle> candles = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      candles.add(
          new Candle(
              interval,
              time(cells[Math.max(header.indexOf("timestamp"), header.indexOf("date"))]),
              Decimal.parse(cells[header.indexOf("open")]),
              Decimal.parse(cells[header.indexOf("high")]),
              Decimal.parse(cells[header.indexOf("low")]),
              Decimal.parse(cells[header.indexOf("close")]),
              new BigDecimal(cells[header.indexOf("volume")]),
              BigDecimal.ZERO,
              null,
              1L,
              interval.nanos(),
              false,
              true,
              1,
              Candle.Origin.IMPORT));
    }
    return candles;
  }

  private static long time(String cell) {
    if (cell.matches("\\d+")) {
      return Long.parseLong(cell) * 1_000_000;
    }
    if (cell.length() == "2025-01-01".length()) {
      return time(cell + " 00:00:00");
    }
    LocalDateTime time =
        LocalDateTime.parse(cell.replace(' ', 'T').replace("Z", "").replaceAll("\\+00:00$", ""));
    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
  }
}
