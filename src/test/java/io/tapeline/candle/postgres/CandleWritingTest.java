package io.tapeline.candle.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one transaction of writing holds to, whoever else writes and whatever the numbers are. */
class CandleWritingTest {

  /** A Monday, 2024-01-15. */
  private static final long START = 1_705_276_800_000_000_000L;

  private static final long MINUTE = Interval.M1.nanos();
  private static final Series ALONE = Series.parse("coinbase:btc-usd");
  private static final Series SHARED = Series.parse("kraken:btc-usd");

  private static TestStores stores;
  private static CandleWriting one;
  private static CandleWriting other;

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
    one = CandleStores.writing(stores);
    other = CandleStores.writing(stores);
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    var _ = stores.rows("TRUNCATE candle");
  }

  static LongStream seeds() {
    return LongStream.range(0, 6);
  }

  private static void write(CandleWriting by, Series series, List<Candle> candles) {
    by.write(candles.stream().map(candle -> new Rung(series, candle)).toList())
        .await()
        .atMost(TestStores.PATIENCE);
  }

  /** All that is stored of a series but the moments, which differ. */
  private static List<String> table(Series series) {
    return stores
        .rows(
            """
            SELECT (to_jsonb(c) - 'series' - 'recorded_at')::text
            FROM candle c JOIN series s ON s.id = c.series
            WHERE s.name = '%s' ORDER BY interval_ms, open_nanos, revision
            """
                .formatted(series.id()))
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** Some minutes in a row, ahead of all before or anywhere among them, known or not. */
  private static List<Candle> batch(RandomGenerator random, int number) {
    int from = random.nextInt(3) == 0 ? random.nextInt(number * 20 + 1) : number * 20;
    List<Candle> batch = new ArrayList<>();
    for (int minute = from; minute < from + 20; minute++) {
      String price = Integer.toString(100 + minute % 7 + random.nextInt(2));
      batch.add(KeptCandles.minute(START + minute * MINUTE, price, "1.5"));
    }
    return batch;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void twoWritersInTurnsMakeTheTableThatOneMakes(long seed) {
    var random = new SplittableRandom(seed);
    for (int number = 0; number < 30; number++) {
      List<Candle> batch = batch(random, number);
      write(one, ALONE, batch);
      write(random.nextBoolean() ? one : other, SHARED, batch);
    }
    assertThat(table(SHARED)).isNotEmpty().isEqualTo(table(ALONE));
  }

  @Test
  void writersAtOnceStoreEachCandleOnce() throws Exception {
    List<Candle> hours = new ArrayList<>();
    for (int minute = 0; minute < 600; minute++) {
      hours.add(KeptCandles.minute(START + minute * MINUTE, "100", "1"));
    }
    write(one, ALONE, hours);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        CandleWriting by = writer % 2 == 0 ? one : other;
        writers.add(
            () -> {
              write(by, SHARED, hours);
              return true;
            });
      }
      for (Future<Boolean> written : threads.invokeAll(writers)) {
        assertThat(written.get()).isTrue();
      }
    }
    assertThat(table(SHARED)).isEqualTo(table(ALONE));
  }

  private static BigDecimal number(RandomGenerator random, int mostBits) {
    byte[] bytes = new byte[mostBits / 8 + 1];
    random.nextBytes(bytes);
    BigInteger unscaled = new BigInteger(bytes).abs().shiftRight(random.nextInt(mostBits));
    return new BigDecimal(unscaled, random.nextInt(30));
  }

  private static Candle candle(RandomGenerator random, int second) {
    Decimal price =
        new Decimal(random.nextLong(1, 1L << random.nextInt(1, 59)), random.nextInt(19));
    BigDecimal quoteVolume = random.nextInt(9) == 0 ? null : number(random, 250);
    return new Candle(
        Interval.S1,
        START + second * Interval.S1.nanos(),
        price,
        price,
        price,
        price,
        number(random, 250),
        quoteVolume,
        null,
        random.nextInt(9) == 0 ? null : random.nextLong(1_000_000),
        random.nextLong(Interval.S1.nanos()),
        random.nextBoolean(),
        random.nextBoolean(),
        1,
        List.of(Candle.Origin.values()).get(random.nextInt(4)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyNumberIsStoredToItsLastDigit(long seed) {
    var random = new SplittableRandom(seed);
    List<Candle> told = new ArrayList<>();
    for (int second = 0; second < 500; second++) {
      told.add(candle(random, second));
    }
    write(one, ALONE, told);
    List<Row> rows = stores.rows("SELECT * FROM candle ORDER BY open_nanos");
    assertThat(rows).hasSize(told.size());
    for (int i = 0; i < told.size(); i++) {
      Row row = rows.get(i);
      Candle candle = told.get(i);
      assertThat(row.getBigDecimal("open")).isEqualTo(candle.open().toBigDecimal());
      assertThat(row.getBigDecimal("volume")).isEqualTo(candle.volume());
      assertThat(row.getBigDecimal("quote_volume")).isEqualTo(candle.quoteVolume());
      assertThat(row.getLong("trades")).isEqualTo(candle.trades());
      assertThat(row.getLong("observed_nanos")).isEqualTo(candle.observedNanos());
      assertThat(row.getBoolean("synthetic")).isEqualTo(candle.synthetic());
      assertThat(row.getBoolean("complete")).isEqualTo(candle.complete());
      assertThat(row.getShort("origin")).isEqualTo(CandleRows.number(candle.origin()));
    }
  }

  /** What failed halfway leaves nothing, and the connection is fit for the next. */
  @Test
  void aCandleThatCannotBeEncodedTakesTheWholeBatchBack() {
    List<Candle> batch = new ArrayList<>();
    for (int minute = 0; minute < 5_000; minute++) {
      batch.add(KeptCandles.minute(START + minute * MINUTE, "100", "1"));
    }
    batch.add(KeptCandles.minute(START + 5_000 * MINUTE, "100", "1" + "0".repeat(600)));
    for (int i = 0; i < 10; i++) { // more often than there are connections
      assertThatThrownBy(() -> write(one, ALONE, batch))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(stores.count("candle")).isZero();
    write(one, ALONE, batch.subList(0, 5));
    assertThat(table(ALONE)).hasSize(6);
  }
}
