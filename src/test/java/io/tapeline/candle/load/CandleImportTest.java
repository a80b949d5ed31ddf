package io.tapeline.candle.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.TestData;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.candle.postgres.CandleStores;
import io.tapeline.candle.postgres.PgCandleStore;
import io.tapeline.load.FileReport;
import io.tapeline.load.ImportProgress;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of all layouts that we have, in a real PostgreSQL. */
class CandleImportTest {

  private static final long NOW = Instant.parse("2026-11-24T00:00:00Z").getEpochSecond();
  private static final Map<String, Interval> LENGTHS =
      Map.of("240m", Interval.H4, "60m", Interval.H1, "PT4H", Interval.H4, "PT1D", Interval.D1);

  private static TestStores stores;
  private static PgCandleStore store;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
    store = CandleStores.of(stores);
  }

  @AfterAll
  static void close() throws IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    var _ = stores.rows("TRUNCATE candle");
  }

  private static FileReport load(Path file, Interval interval, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--market", "a:btc-usd", "--interval", interval.id(), file.toString()));
    arguments.addAll(List.of(more));
    var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new CandleImport(
            store,
            ImportOptions.parse(arguments),
            new ImportProgress(quiet, false),
            NOW * 1_000_000_000)
        .run()
        .getFirst();
  }

  private static List<Candle> stored(Interval interval) {
    return store
        .closed(Series.parse("a:btc-usd"), interval, 0, Long.MAX_VALUE, Long.MAX_VALUE, 1_000_000)
        .await()
        .atMost(TestStores.PATIENCE);
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(TestData.path("ohlcv"))) {
      return tree.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (org.opentest4j.TestAbortedException _) {
      return Stream.of(Path.of("no-data"));
    }
  }

  private static Interval length(Path file) {
    String[] parts = file.getFileName().toString().split("[_.-]");
    return Arrays.stream(parts)
        .flatMap(
            part ->
                LENGTHS.containsKey(part)
                    ? Stream.of(LENGTHS.get(part))
                    : Interval.of(part).stream())
        .findFirst()
        .orElseThrow();
  }

  /** Open time in seconds, then open, high, low, close, volume, by splitting and no more. */
  private static Map<Long, List<BigDecimal>> naively(Path file) throws IOException {
    Map<Long, List<BigDecimal>> rows = new TreeMap<>();
    if (file.toString().endsWith(".json")) {
      for (JsonNode each : new ObjectMapper().readTree(file.toFile()).get("candles")) {
        rows.put(
            each.get("start").asLong(),
            Stream.of("open", "high", "low", "close", "volume")
                .map(name -> new BigDecimal(each.get(name).asText()))
                .toList());
      }
      return rows;
    }
    for (String line : Files.readAllLines(file)) {
      if (Character.isDigit(line.charAt(0))) {
        String[] cells = line.split(",");
        rows.put(
            seconds(cells[0]), Arrays.stream(cells).skip(1).limit(5).map(BigDecimal::new).toList());
      }
    }
    return rows;
  }

  private static long seconds(String time) {
    if (time.matches("\\d+")) {
      return Long.parseLong(time);
    }
    String whole = time.length() == 10 ? time + "T00:00:00" : time.substring(0, 19);
    return Instant.parse(whole.replace(' ', 'T') + "Z").getEpochSecond();
  }

  private static List<BigDecimal> values(Candle candle) {
    return Stream.of(candle.open(), candle.high(), candle.low(), candle.close())
        .map(price -> price.toBigDecimal())
        .collect(
            java.util.stream.Collectors.collectingAndThen(
                java.util.stream.Collectors.toCollection(ArrayList::new),
                list -> {
                  list.add(candle.volume());
                  return list;
                }));
  }

  private static void same(List<Candle> candles, Map<Long, List<BigDecimal>> expected) {
    assertThat(candles)
        .extracting(c -> c.openTimeNanos() / 1_000_000_000)
        .containsExactlyElementsOf(expected.keySet());
    for (Candle candle : candles) {
      assertThat(values(candle))
          .as(candle + "")
          .usingElementComparator(BigDecimal::compareTo)
          .isEqualTo(expected.get(candle.openTimeNanos() / 1_000_000_000));
      assertThat(candle.origin()).isEqualTo(Candle.Origin.IMPORT);
    }
  }

  /** Longer candles out of the rows of a file, those that its last row has ended. */
  private static Map<Long, List<BigDecimal>> longer(
      NavigableMap<Long, List<BigDecimal>> rows, Interval length, Interval of) {
    Map<Long, List<BigDecimal>> made = new TreeMap<>();
    long end = rows.lastKey() + of.nanos() / 1_000_000_000;
    rows.forEach(
        (time, row) -> {
          long open = length.floor(time * 1_000_000_000) / 1_000_000_000;
          if (open + length.nanos() / 1_000_000_000 > end) {
            return;
          }
          made.merge(
              open,
              row,
              (a, b) ->
                  List.of(
                      a.get(0),
                      a.get(1).max(b.get(1)),
                      a.get(2).min(b.get(2)),
                      b.get(3),
                      a.get(4).add(b.get(4))));
        });
    return made;
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCandleComesBackAsTheFileHasItAndTwiceIsOnce(Path file) throws IOException {
    TestData.path("ohlcv");
    Interval interval = length(file);
    FileReport report = load(file, interval);
    var rows = new TreeMap<>(naively(file));
    assertThat(report.refusedWhole()).isNull();
    assertThat(report.refused()).as(report.lines() + "").isZero();
    assertThat(report.stored()).isEqualTo(rows.size());
    same(stored(interval), rows);
    if (interval == Interval.M1) {
      for (Interval length : io.tapeline.candle.Ladder.LEVELS) {
        same(stored(length), longer(rows, length, interval));
      }
    }
    long before = stores.count("candle");
    assertThat(load(file, interval).stored()).isZero();
    assertThat(stores.count("candle")).isEqualTo(before);
  }

  private Path file(String name, String... lines) {
    try {
      return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String HEADER = "time,open,high,low,close,volume";

  @Test
  void aCorrectedFileMakesASecondRevisionOfWhatChanged() throws IOException {
    Path first = file("a.csv", HEADER, "1700000040,1,2,1,2,5", "1700000100,1,2,1,2,5");
    Path corrected = file("b.csv", HEADER, "1700000040,1,2,1,2,5", "1700000100,1,3,1,2,5");
    load(first, Interval.M1);
    assertThat(load(corrected, Interval.M1).stored()).isEqualTo(1);
    assertThat(stored(Interval.M1)).extracting(Candle::revision).containsExactly(1, 2);
    assertThat(load(corrected, Interval.M1).stored()).isZero();
    assertThat(load(first, Interval.M1).stored()).isEqualTo(1);
    assertThat(stored(Interval.M1)).extracting(Candle::revision).containsExactly(1, 3);
  }

  @Test
  void eachBadLineIsRefusedWithItsReasonAndTheOthersAreIn() throws IOException {
    Path bad =
        file(
            "bad.csv",
            HEADER,
            "1700000040,1,2,1,2,5",
            "1700000100,1,2,1,2",
            "1700000160,NaN,2,1,2,5",
            "1700000220,1,Infinity,1,2,5",
            "1700000280,1,2,-1,2,5",
            "1700000340,1,2,1,2,-5",
            "1700000400,3,2,1,2,5",
            "1700000461,1,2,1,2,5",
            "1100000460,1,2,1,2,5",
            "4000000020,1,2,1,2,5",
            "1700000040,1,2,1,2,5",
            "1700000040,1,2,1,2,6",
            "1699999980,1,2,1,2,1e-05",
            "whenever,1,2,1,2,5",
            "1700000520,1,2,1,2,",
            "1700000580,1.1234567890123456789,2,1,2,5");
    FileReport report = load(bad, Interval.M1);
    assertThat(report.lines())
        .anySatisfy(line -> assertThat(line).contains("bad.csv:3: wrong number of columns"))
        .anySatisfy(line -> assertThat(line).contains(":4: open is not a number: NaN"))
        .anySatisfy(line -> assertThat(line).contains(":5: high is not a number: Infinity"))
        .anySatisfy(line -> assertThat(line).contains(":6: low is not positive"))
        .anySatisfy(line -> assertThat(line).contains(":7: volume is negative"))
        .anySatisfy(line -> assertThat(line).contains(":8: low ≤ open, close ≤ high"))
        .anySatisfy(line -> assertThat(line).contains(":9: not a start of an interval of 1m"))
        .anySatisfy(line -> assertThat(line).contains(":10: before 2009"))
        .anySatisfy(line -> assertThat(line).contains(":11: not over yet"))
        .anySatisfy(
            line -> assertThat(line).contains(":13: another candle of the same time: line 2"))
        .anySatisfy(line -> assertThat(line).contains(":15: not a time: whenever"))
        .anySatisfy(line -> assertThat(line).contains(":16: volume is missing"))
        .anySatisfy(line -> assertThat(line).contains(":17: open has more than 18 digits"));
    assertThat(report.refused()).isEqualTo(13);
    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(report.rowsOutOfOrder()).isEqualTo(1);
    assertThat(stored(Interval.M1))
        .extracting(Candle::volume)
        .containsExactly(new BigDecimal("0.00001"), new BigDecimal("5"));
  }

  @Test
  void whatCantBeReadWholeIsRefusedWhole() throws IOException {
    List<Path> files =
        List.of(
            file("columns.csv", "a,b,c", "1,2,3"),
            file("five.csv", "1700000040,1,2,1,2"),
            file("empty.csv"),
            file(
                "cut.json",
                "[{\"t\":1700000040,\"o\":1,\"h\":2,\"l\":1,\"c\":2,\"v\":3},{\"t\":17"),
            file("cut.parquet", "PAR1 and then nothing"),
            file("cut.csv.gz", "no gzip"),
            file("what.bin", "?"));
    for (Path each : files) {
      assertThat(load(each, Interval.M1).refusedWhole()).as(each + "").isNotNull();
    }
    assertThat(stored(Interval.M1)).isEmpty();
  }

  @Test
  void unitsAndNamesAreFoundOutOrTold() throws IOException {
    List<Path> files =
        List.of(
            file("s.csv", HEADER, "1700000040,1,2,1,2,5"),
            file("ms.csv", "1700000040000,1,2,1,2,5"),
            file("us.csv", "1700000040000000,1,2,1,2,5,1700000099999999,9,3,0,0,0"),
            file("iso.csv", "Date;Open;High;Low;Close;Volume", "2023-11-14 22:14:00;1;2;1;2;5"),
            file(
                "a.ndjson",
                "{\"open_time\":\"2023-11-14T22:14:00.000Z\",\"open\":\"1\",\"high\":\"2\",\"low\":\"1\",\"close\":\"2\",\"volume\":\"5\",\"quote_volume\":\"9\",\"vwap\":\"1.8\",\"trades\":3}"));
    for (Path each : files) {
      empty();
      assertThat(load(each, Interval.M1).stored()).as(each + "").isEqualTo(1);
      assertThat(stored(Interval.M1).getFirst().openTimeNanos())
          .isEqualTo(1_700_000_040L * 1_000_000_000);
    }
    assertThat(stored(Interval.M1).getFirst().vwap()).isEqualByComparingTo("1.8");
    empty();
    Path odd = file("odd.csv", "volume,a,b,c,d,When", "5,1,2,1,2,1700000040");
    load(odd, Interval.M1, "--map", "time=When,open=a,high=b,low=4,close=d,volume=1,unit=s");
    assertThat(stored(Interval.M1)).hasSize(1);
  }

  @Test
  void theLastRowIsRefusedIfTheFileIsOlderThanItsEndAndLeftOutIfToldSo() throws IOException {
    Path open = file("open.csv", HEADER, "1700000040,1,2,1,2,5", "1700000100,1,2,1,2,5");
    assertThat(load(open, Interval.M1, "--last-row", "drop").stored()).isEqualTo(1);
    empty();
    Files.setLastModifiedTime(
        open, java.nio.file.attribute.FileTime.fromMillis(1_700_000_130_000L));
    FileReport report = load(open, Interval.M1);
    assertThat(report.stored()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(1);
    assertThat(load(open, Interval.M1, "--last-row", "keep").stored()).isEqualTo(1);
  }

  private static final String NAMES = "time,open,high,low,close,volume\n";

  private FileReport load(String name, String text) throws IOException {
    return load(Files.writeString(folder.resolve(name), text), Interval.M1);
  }

  @Test
  void aFileThatIsNoZstdIsRefusedByItsName() throws IOException {
    FileReport report = load("broken.csv.zst", "hello");
    assertThat(report.lines().getFirst())
        .contains("broken.csv.zst: refused: not a whole zstd file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.704067200e+09",
        "1.7040672E9",
        "2024-01-01 00:00:00 UTC",
        "2024-01-01T00:00:00+0000",
        "2024-01-01 00:00:00 +00:00",
        "2024-01-01 00:00:00+00",
        "2024-01-01t00:00:00z",
        "2024-01-01 05:30:00 +0530",
        "2023-12-31T19:00:00-05:00",
        "2024-01-01"
      })
  void timesAreReadAsToolsWriteThem(String time) throws IOException {
    FileReport report = load("times.csv", NAMES + time + ",100,101,99,100,1\n");
    assertThat(report.refused()).as(report.lines().toString()).isZero();
    assertThat(stored(Interval.M1).getFirst().openTimeNanos())
        .isEqualTo(1_704_067_200L * 1_000_000_000);
  }

  @Test
  void noNumberInJsonIsOneRefusedLine() throws IOException {
    String row = "{\"t\":%d,\"o\":%s,\"h\":2,\"l\":1,\"c\":1,\"v\":1}\n";
    FileReport report =
        load("nan.ndjson", row.formatted(1_704_067_200, "NaN") + row.formatted(1_704_067_260, "1"));
    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.stored()).isEqualTo(1);
  }

  @Test
  void whatJsonLacksAtItsEndIsToldInPlainWords() throws IOException {
    FileReport report = load("cut.ndjson", "{\"t\":1704067200,\"o\":1");
    assertThat(report.refusedWhole()).contains("ends within a row").doesNotContain("Source");
  }

  @Test
  void hoursAreNotTakenForMinutes() throws IOException {
    StringBuilder text = new StringBuilder(NAMES);
    for (int i = 0; i < 12; i++) {
      text.append(1_704_067_200 + 3_600 * i).append(",100,101,99,100,1\n");
    }
    FileReport report = load("hours.csv", text.toString());
    assertThat(report.refusedWhole()).contains("--interval 1h");
    assertThat(stored(Interval.M1)).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAreNotPutOnATerminal() throws IOException {
    FileReport report = load("archive.csv", "PK\u0003\u0004\u001b[31m" + "\u0001".repeat(5_000));
    assertThat(report.refusedWhole()).hasSizeLessThan(400).matches("\\P{Cntrl}*");
  }

  @Test
  void remarksAreSkippedAndAWholeNameGoesBeforeALetter() throws IOException {
    FileReport report =
        load(
            "remarks.csv",
            "# by somebody, once\nl;time;open;high;low;close;volume\n7;1704067200;100;101;99;100;1\n");
    assertThat(report.stored()).as(report.lines().toString()).isEqualTo(1);
    assertThat(stored(Interval.M1).getFirst().low().toString()).isEqualTo("99");
  }

  @Test
  void aVolumeThatNoFileCouldHoldIsRefused() throws IOException {
    FileReport report = load("huge.csv", NAMES + "1704067200,100,101,99,100,1e30\n");
    assertThat(report.lines().toString()).contains("volume is out of all bounds");
  }
}
