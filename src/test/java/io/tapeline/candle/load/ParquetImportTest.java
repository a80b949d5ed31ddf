package io.tapeline.candle.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.jerolba.carpet.CarpetWriter;
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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files as others write them. */
class ParquetImportTest {

  private static final int ROWS = 3_000;
  private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

  /** With exact decimals, as a database writes it. */
  public record Exact(
      Instant timestamp,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal volume) {}

  /** With seconds and floating-point numbers, as a data frame writes it. */
  public record Frame(long ts, double open, double high, double low, double close, double volume) {}

  @TempDir private static Path folder;
  private static TestStores stores;
  private static PgCandleStore store;

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

  private static BigDecimal price(int row) {
    return new BigDecimal(6_200_000 + row % 977).movePointLeft(2);
  }

  private static <T> Path written(String name, Class<T> type, List<T> rows) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        CarpetWriter<T> writer =
            new CarpetWriter.Builder<>(out, type).withDefaultDecimal(30, 10).build()) {
      writer.write(rows);
    }
    return file;
  }

  private static Path exact() throws IOException {
    return written(
        "exact.parquet",
        Exact.class,
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    new Exact(
                        START.plusSeconds(60L * i),
                        price(i),
                        price(i).add(BigDecimal.ONE),
                        price(i),
                        price(i),
                        new BigDecimal(i).movePointLeft(10)))
            .toList());
  }

  private static FileReport load(Path file, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--market", "a:btc-usd", "--interval", "1m", file.toString()));
    arguments.addAll(List.of(more));
    var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new CandleImport(
            store,
            ImportOptions.parse(arguments),
            new ImportProgress(quiet, false),
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000_000)
        .run()
        .getFirst();
  }

  private static List<Candle> stored() {
    return store
        .closed(
            Series.parse("a:btc-usd"), Interval.M1, 0, Long.MAX_VALUE, Long.MAX_VALUE, 1_000_000)
        .await()
        .atMost(TestStores.PATIENCE);
  }

  private static void assertThatAllIsIn(FileReport report) {
    assertThat(report.refusedWhole()).isNull();
    assertThat(report.refused()).isZero();
    List<Candle> candles = stored();
    assertThat(candles).hasSize(ROWS);
    for (int i = 0; i < ROWS; i++) {
      Candle candle = candles.get(i);
      assertThat(candle.openTimeNanos())
          .isEqualTo(START.plusSeconds(60L * i).toEpochMilli() * 1_000_000);
      assertThat(candle.open().toBigDecimal()).isEqualByComparingTo(price(i));
      assertThat(candle.high().toBigDecimal()).isEqualByComparingTo(price(i).add(BigDecimal.ONE));
      assertThat(candle.volume()).isEqualByComparingTo(new BigDecimal(i).movePointLeft(10));
    }
  }

  @Test
  void exactDecimalsComeBackAsTheyWere() throws IOException {
    assertThatAllIsIn(load(exact()));
  }

  @Test
  void floatingPointNumbersAreTheShortestDecimalThatMeansThem() throws IOException {
    Path file =
        written(
            "frame.parquet",
            Frame.class,
            IntStream.range(0, ROWS)
                .mapToObj(
                    i ->
                        new Frame(
                            START.getEpochSecond() + 60L * i,
                            price(i).doubleValue(),
                            price(i).add(BigDecimal.ONE).doubleValue(),
                            price(i).doubleValue(),
                            price(i).doubleValue(),
                            new BigDecimal(i).movePointLeft(10).doubleValue()))
                .toList());
    assertThatAllIsIn(load(file, "--map", "time=ts"));
  }

  @Test
  void aFileThatIsCutOffAnywhereIsRefusedWhole() throws IOException {
    byte[] whole = Files.readAllBytes(exact());
    for (int part = 0; part < 24; part++) {
      int length = part < 4 ? whole.length - 1 - part : whole.length * part / 24;
      Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, length));
      FileReport report = load(cut);
      assertThat(report.refusedWhole()).as("%d of %d bytes", length, whole.length).isNotBlank();
      assertThat(report.fineRows()).isZero();
      assertThat(stored()).isEmpty();
    }
  }

  @Test
  void anEmptyFileOfTheRightColumnsHasNothingToStore() throws IOException {
    FileReport report = load(written("empty.parquet", Exact.class, List.of()));
    assertThat(report.fineRows()).isZero();
    assertThat(stored()).isEmpty();
  }
}
