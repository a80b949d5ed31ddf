package io.tapeline.candle.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.CandleStream;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.StoredCandles;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import io.tapeline.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of stored candles only the parts that somebody wants are read. */
class CandlePartsTest {

  /** A Monday, 2024-01-15. */
  private static final long START = 1_705_276_800_000_000_000L;

  private static final int MINUTES = 10_000;
  private static final Series SERIES = Series.parse("coinbase:btc-usd");

  private static TestStores stores;
  private static CandleHistory history;

  @BeforeAll
  static void write() throws Exception {
    stores = TestStores.open();
    PgCandleStore store = CandleStores.of(stores);
    history = history(store);
    List<Rung> minutes =
        LongStream.range(0, MINUTES)
            .filter(minute -> minute % 97 != 0)
            .mapToObj(minute -> KeptCandles.minute(START + minute * Interval.M1.nanos(), "7", "2"))
            .map(candle -> new Rung(SERIES, candle))
            .toList();
    store.write(minutes).await().atMost(TestStores.PATIENCE);
    Rung corrected = new Rung(SERIES, KeptCandles.minute(START + Interval.H1.nanos(), "9.5", "3"));
    store.write(List.of(corrected)).await().atMost(TestStores.PATIENCE);
  }

  @AfterAll
  static void close() throws Exception {
    stores.close();
  }

  private static CandleHistory history(CandleStore store) {
    return new CandleHistory(
        new StoredCandles(
            Configs.defaults(CandleConfig.class), stores.config, Beans.<CandleStore>of(store)));
  }

  private static CandleRange range(Interval interval) {
    return new CandleRange(SERIES, interval, START, START + 8 * Interval.D1.nanos(), 20_000);
  }

  private static long now() {
    return history.horizon().newest().await().atMost(TestStores.PATIENCE);
  }

  private static @Nullable Object value(PartialCandle candle, Part part) {
    return switch (part) {
      case REVISION -> candle.revision();
      case OPEN -> candle.open();
      case HIGH -> candle.high();
      case LOW -> candle.low();
      case CLOSE -> candle.close();
      case VOLUME -> candle.volume();
      case QUOTE_VOLUME -> candle.quoteVolume();
      case TRADES -> candle.trades();
      case OBSERVED -> candle.observedNanos();
      case SYNTHETIC -> candle.synthetic();
      case COMPLETE -> candle.complete();
      case ORIGIN -> candle.origin();
    };
  }

  /** Open times, and what is wanted beside them. */
  private static List<List<Object>> seen(List<PartialCandle> candles, Set<Part> parts) {
    return candles.stream()
        .map(
            candle -> {
              List<Object> row = new ArrayList<>(List.of(candle.openTimeNanos()));
              parts.forEach(part -> row.add(String.valueOf(value(candle, part))));
              return row;
            })
        .toList();
  }

  private static Set<Part> some(SplittableRandom random) {
    return Arrays.stream(Part.values())
        .filter(_ -> random.nextInt(3) == 0)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
  }

  @ParameterizedTest
  @EnumSource(Interval.class)
  void aPartIsWhatTheWholeSaysOfIt(Interval interval) {
    SplittableRandom random = new SplittableRandom(interval.millis());
    long asOf = now();
    CandleRange range =
        interval == Interval.S1
            ? new CandleRange(SERIES, interval, START, START + Interval.H1.nanos(), 5_000)
            : range(interval);
    List<PartialCandle> whole =
        history.read(range, asOf).await().atMost(TestStores.PATIENCE).stream()
            .map(PartialCandle::of)
            .toList();
    for (int i = 0; i < 20; i++) {
      Set<Part> parts = some(random);
      List<PartialCandle> read =
          history.read(range, asOf, parts).await().atMost(TestStores.PATIENCE);
      assertThat(seen(read, parts)).as("%s", parts).isEqualTo(seen(whole, parts));
      assertThat(seen(streamed(history.stream(range, asOf, parts)), parts))
          .isEqualTo(seen(whole, parts));
    }
  }

  private static List<PartialCandle> streamed(CandleStream<PartialCandle> stream) {
    List<PartialCandle> all = new ArrayList<>();
    List<PartialCandle> page;
    do {
      page = stream.next().await().atMost(TestStores.PATIENCE);
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  /** Who may see no other column can answer, so no other column is selected. */
  @Test
  void theDatabaseIsAskedForNoOtherColumn() {
    long asOf = now();
    var _ = stores.rows("REVOKE SELECT ON candle FROM CURRENT_USER");
    var _ =
        stores.rows(
            "GRANT SELECT (series, interval_ms, open_nanos, revision, recorded_at, close) ON candle"
                + " TO CURRENT_USER");
    try {
      assertThat(read(asOf, Part.CLOSE).stream().map(candle -> String.valueOf(candle.close())))
          .hasSize(MINUTES - MINUTES / 97 - 1)
          .contains("7", "9.5");
      for (Part other : EnumSet.complementOf(EnumSet.of(Part.CLOSE, Part.REVISION))) {
        assertThatThrownBy(() -> read(asOf, other))
            .as("%s", other)
            .isInstanceOf(ProblemException.class);
      }
    } finally {
      var _ = stores.rows("GRANT SELECT ON candle TO CURRENT_USER");
    }
  }

  private static List<PartialCandle> read(long asOf, Part part) {
    return history.read(range(Interval.M1), asOf, Set.of(part)).await().atMost(TestStores.PATIENCE);
  }
}
