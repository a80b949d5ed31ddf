package io.tapeline.candle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Rollup;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PgCandleStoreTest {

  private static final long NOON = 1_705_320_000_000_000_000L;
  private static final Series MARKET = Series.parse("coinbase:btc-usd");
  private static final Series INDEX = Series.parse("btc-usd");

  private static TestStores stores;
  private static PgCandleStore store;

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
    store = CandleStores.of(stores);
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    var _ = stores.rows("TRUNCATE candle");
  }

  private static Candle candle(
      Interval interval, long open, String close, String volume, int revision) {
    BigDecimal traded = new BigDecimal(volume);
    if (traded.signum() == 0) {
      return Candle.synthetic(interval, open, Decimal.parse(close), interval.nanos(), revision);
    }
    BigDecimal notional = traded.multiply(new BigDecimal(close));
    Decimal price = Decimal.parse(close);
    return new Candle(
        interval,
        open,
        price,
        price,
        price,
        price,
        traded,
        notional,
        Candle.vwap(notional, traded),
        1L,
        interval.nanos(),
        false,
        true,
        revision,
        Candle.Origin.TAPE);
  }

  private static List<Candle> newest(Series series, Interval interval) {
    return store
        .closed(series, interval, 0, Long.MAX_VALUE, Long.MAX_VALUE, 100_000)
        .await()
        .atMost(TestStores.PATIENCE);
  }

  /** The closes of one candle's revisions, as {@code revision=close}. */
  private static List<String> history(long open) {
    return stores
        .rows("SELECT revision, close FROM candle WHERE open_nanos = " + open + " ORDER BY 1")
        .stream()
        .map(row -> row.getInteger(0) + "=" + row.getBigDecimal(1))
        .toList();
  }

  static LongStream seeds() {
    return LongStream.range(0, 6);
  }

  /** A service that is killed tells the same candles again, from the first, and then goes on. */
  @ParameterizedTest
  @MethodSource("seeds")
  void everyRevisionIsStoredOnceHoweverOftenATapeIsPlayed(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    int[] revisions = IntStream.generate(() -> 1 + random.nextInt(4)).limit(60).toArray();
    List<Candle> tape = new ArrayList<>();
    for (int revision = 1; revision <= 4; revision++) {
      for (int second = 0; second < revisions.length; second++) {
        if (revision <= revisions[second]) {
          long open = NOON + second * Interval.S1.nanos();
          tape.add(candle(Interval.S1, open, "10" + revision % 3, "2.5", revision));
        }
      }
    }
    for (int play = 0; play < 3; play++) {
      int end = play == 2 ? tape.size() : random.nextInt(tape.size());
      for (Candle told : tape.subList(0, end)) {
        store.append(MARKET, told);
        if (random.nextInt(60) == 0) {
          stores.drained("candles");
        }
      }
    }
    stores.drained("candles");
    for (int second = 0; second < revisions.length; second++) {
      assertThat(history(NOON + second * Interval.S1.nanos()))
          .isEqualTo(
              IntStream.rangeClosed(1, revisions[second])
                  .mapToObj(r -> r + "=10" + r % 3)
                  .toList());
    }
  }

  @Test
  void aStartThatSeesSomethingElseMakesTheNextRevision() throws Exception {
    store.append(MARKET, candle(Interval.S1, NOON, "100", "1", 1));
    store.append(MARKET, candle(Interval.S1, NOON, "101", "1", 2));
    stores.drained("candles");
    store.append(MARKET, candle(Interval.S1, NOON, "102", "1", 1));
    store.append(MARKET, candle(Interval.S1, NOON, "103", "1", 2));
    store.append(MARKET, candle(Interval.S1, NOON, "103", "1", 7));
    stores.drained("candles");
    assertThat(history(NOON)).containsExactly("1=100", "2=101", "3=102", "4=103");
    assertThat(newest(MARKET, Interval.S1))
        .containsExactly(candle(Interval.S1, NOON, "103", "1", 4));
  }

  @Test
  void asOfSeesOnlyWhatWasRecordedByThen() throws Exception {
    store.append(INDEX, candle(Interval.M1, NOON, "100", "1", 1));
    stores.drained("candles");
    long between =
        stores
            .rows("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
            .getFirst()
            .getLong(0);
    Thread.sleep(20);
    store.append(INDEX, candle(Interval.M1, NOON, "101", "1", 2));
    stores.drained("candles");
    long asOf = (between + 10) * 1_000_000;
    assertThat(
            store
                .closed(INDEX, Interval.M1, 0, Long.MAX_VALUE, asOf, 10)
                .await()
                .atMost(TestStores.PATIENCE))
        .containsExactly(candle(Interval.M1, NOON, "100", "1", 1));
    assertThat(newest(INDEX, Interval.M1))
        .containsExactly(candle(Interval.M1, NOON, "101", "1", 2));
  }

  @Test
  void numbersComeBackExactlyAndOldDaysFindTheirPartitions() throws Exception {
    long old = 1_609_459_200_000_000_000L; // 2021-01-01T00:00Z
    List<Candle> told =
        List.of(
            candle(Interval.S1, old, "2", "0", 1),
            candle(Interval.S1, NOON, "0.000000000000000001", "0.000000000000000001", 1),
            candle(Interval.S1, NOON + Interval.S1.nanos(), "3", "1000000000000.5", 1),
            candle(
                Interval.S1,
                NOON + 2 * Interval.S1.nanos(),
                "999999999999999999",
                "12345678901234567890.123456789012345678",
                1));
    told.forEach(candle -> store.append(MARKET, candle));
    store.append(INDEX, candle(Interval.S1, old, "9", "9", 1));
    store.append(MARKET, candle(Interval.M1, old, "8", "8", 1));
    stores.drained("candles");
    assertThat(newest(MARKET, Interval.S1)).isEqualTo(told);
  }

  @Test
  void tellsTheNewestRevisionOfTheNewestCandlesOfEachSeries() throws Exception {
    store.append(MARKET, candle(Interval.M1, NOON, "100", "1", 1));
    store.append(MARKET, candle(Interval.M1, NOON + 60_000_000_000L, "101", "1", 1));
    store.append(MARKET, candle(Interval.M1, NOON + 60_000_000_000L, "102", "2", 2));
    store.append(MARKET, candle(Interval.S1, NOON + 61_000_000_000L, "103", "1", 1));
    store.append(INDEX, candle(Interval.M1, NOON - 60_000_000_000L, "99", "0", 1));
    stores.drained("candles");
    assertThat(store.newest(NOON - 60_000_000_000L).await().indefinitely())
        .isEqualTo(
            Map.of(
                MARKET,
                List.of(
                    candle(Interval.M1, NOON + 60_000_000_000L, "102", "2", 2),
                    candle(Interval.S1, NOON + 61_000_000_000L, "103", "1", 1)),
                INDEX,
                List.of(candle(Interval.M1, NOON - 60_000_000_000L, "99", "0", 1))));
    assertThat(store.newest(NOON).await().indefinitely()).containsOnlyKeys(MARKET);
  }

  @Test
  void whatFollowsFromTheMinutesIsStoredWithThem() throws Exception {
    for (int i = 0; i < 61; i++) {
      store.append(
          MARKET, candle(Interval.M1, NOON + i * Interval.M1.nanos(), "10" + i % 7, "1", 1));
    }
    stores.drained("candles");
    assertThat(newest(MARKET, Interval.M5)).hasSize(12);
    assertThat(newest(MARKET, Interval.H1)).extracting(Candle::trades).containsExactly(60L);
    store.append(MARKET, candle(Interval.M1, NOON + 3 * Interval.M1.nanos(), "999", "1", 2));
    stores.drained("candles");
    assertThat(newest(MARKET, Interval.H1)).extracting(Candle::revision).containsExactly(2);
    assertThat(newest(MARKET, Interval.H1))
        .isEqualTo(
            Rollup.of(newest(MARKET, Interval.M1).subList(0, 60), Interval.H1, Long.MAX_VALUE));
    assertThat(
            stores
                .rows("SELECT count(DISTINCT recorded_at) FROM candle WHERE revision = 2")
                .getFirst()
                .getLong(0))
        .as("a correction is recorded at one moment, in all lengths")
        .isEqualTo(1);
  }

  @Test
  void whatNobodySaidComesBackUnknown() throws Exception {
    Candle known = candle(Interval.M1, NOON, "100", "1", 1);
    Candle imported =
        new Candle(
            Interval.M1,
            NOON,
            known.open(),
            known.high(),
            known.low(),
            known.close(),
            known.volume(),
            null,
            null,
            null,
            0,
            false,
            false,
            1,
            Candle.Origin.IMPORT);
    store.append(MARKET, imported);
    stores.drained("candles");
    assertThat(newest(MARKET, Interval.M1)).containsExactly(imported);
  }

  private static Candle known(long open, int kind) {
    Candle whole = candle(Interval.M1, open, "100", kind == 1 ? "0" : "1", 1);
    List<Candle.Origin> origins = List.of(Candle.Origin.values());
    return new Candle(
        Interval.M1,
        open,
        whole.open(),
        whole.high(),
        whole.low(),
        whole.close(),
        whole.volume(),
        whole.quoteVolume(),
        whole.vwap(),
        whole.trades(),
        kind == 2 ? 7 : whole.observedNanos(),
        whole.synthetic(),
        true,
        1,
        origins.get(Math.max(0, kind - 2)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neighboursOfWhichTheSameIsKnownAreOneStretch(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    List<Candle> told = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int kind = random.nextInt(7);
      long open = NOON + i * Interval.M1.nanos();
      if (kind < 6 && random.nextInt(3) > 0) {
        kind = 0; // or hardly any would be neighbours
      }
      if (kind == 6) {
        continue;
      }
      told.add(known(open, kind));
    }
    told.forEach(candle -> store.append(MARKET, candle));
    stores.drained("candles");
    assertThat(
            store
                .stretches(MARKET, Interval.M1, NOON, Long.MAX_VALUE, Long.MAX_VALUE, 1_000)
                .await()
                .atMost(TestStores.PATIENCE))
        .isEqualTo(Stretch.of(told));
    assertThat(
            store
                .stretches(MARKET, Interval.M1, NOON, Long.MAX_VALUE, Long.MAX_VALUE, 3)
                .await()
                .indefinitely())
        .isEqualTo(Stretch.of(told).subList(0, 3));
  }
}
