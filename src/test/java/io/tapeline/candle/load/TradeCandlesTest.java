package io.tapeline.candle.load;

import static io.tapeline.candle.load.TradeImporting.trade;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.TestData;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.CandleBuilder;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.load.FileReport;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import io.tapeline.ops.store.TestStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Candles follow from imported trades, and again changes nothing. */
class TradeCandlesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestStores stores;
  private static TradeImporting importing;

  @BeforeAll
  static void open(@TempDir Path files) throws Exception {
    stores = TestStores.open();
    importing = new TradeImporting(stores, files);
  }

  @AfterAll
  static void close() throws IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    importing.empty();
  }

  /** A trade as a recorded message tells it, in words that no code of ours has touched. */
  private record Match(long id, BigDecimal price, BigDecimal quantity, long millis, boolean maker) {

    static Match of(JsonNode data) {
      return new Match(
          data.get("t").asLong(),
          new BigDecimal(data.get("p").asText()),
          new BigDecimal(data.get("q").asText()),
          data.get("T").asLong(),
          data.get("m").asBoolean());
    }

    String dumped() {
      return "%d,%s,%s,%s,%d,%s,True"
          .formatted(
              id,
              price.toPlainString(),
              quantity.toPlainString(),
              price.multiply(quantity).toPlainString(),
              millis,
              maker ? "True" : "False");
    }
  }

  private static List<Match> recorded(String symbol) throws IOException {
    Path file = TestData.path("sessions/binance-spot-20240808/" + symbol + "_20240808.gz");
    Map<Long, Match> found = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"e\":\"trade\"")) {
          Match match = Match.of(JSON.readTree(line.substring(line.indexOf('{'))).get("data"));
          found.put(match.id, match);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static Path dump(String name, List<Match> matches) {
    return importing.file(name, matches.stream().map(Match::dumped).toArray(String[]::new));
  }

  /** Open, high, low, close, volume, quote volume and number of trades, by open time. */
  private static Map<Long, String> naively(List<Match> matches, Interval interval) {
    Map<Long, List<Match>> groups = new TreeMap<>();
    for (Match match : matches) {
      long open = match.millis / interval.millis() * interval.millis();
      groups.computeIfAbsent(open, _ -> new ArrayList<>()).add(match);
    }
    Map<Long, String> candles = new TreeMap<>();
    groups.forEach(
        (open, own) ->
            candles.put(
                open,
                row(
                    own.getFirst().price,
                    own.stream().map(Match::price).reduce(BigDecimal::max).orElseThrow(),
                    own.stream().map(Match::price).reduce(BigDecimal::min).orElseThrow(),
                    own.getLast().price,
                    own.stream().map(Match::quantity).reduce(BigDecimal::add).orElseThrow(),
                    own.stream()
                        .map(each -> each.price.multiply(each.quantity))
                        .reduce(BigDecimal::add)
                        .orElseThrow(),
                    BigDecimal.valueOf(own.size()))));
    return candles;
  }

  private static String row(BigDecimal... values) {
    return Stream.of(values)
        .map(value -> value.stripTrailingZeros().toPlainString())
        .toList()
        .toString();
  }

  private static Map<Long, String> rows(List<Candle> candles) {
    Map<Long, String> rows = new TreeMap<>();
    for (Candle candle : candles) {
      rows.put(
          candle.openTimeNanos() / 1_000_000,
          row(
              candle.open().toBigDecimal(),
              candle.high().toBigDecimal(),
              candle.low().toBigDecimal(),
              candle.close().toBigDecimal(),
              candle.volume(),
              Objects.requireNonNull(candle.quoteVolume()),
              BigDecimal.valueOf(Objects.requireNonNull(candle.trades()))));
    }
    return rows;
  }

  private static void assertThatAllFollows(List<Match> matches) throws IOException {
    assertThat(importing.stored())
        .hasSize(matches.size())
        .map(
            trade ->
                new Match(
                        trade.id().low(),
                        trade.price().toBigDecimal(),
                        trade.quantity().toBigDecimal(),
                        trade.eventTimeNanos() / 1_000_000,
                        trade.side() == io.tapeline.market.Side.SELL)
                    .dumped())
        .containsExactlyInAnyOrderElementsOf(
            matches.stream().map(TradeCandlesTest::plain).toList());
    for (Interval interval : List.of(Interval.S1, Interval.M1)) {
      assertThat(rows(importing.candles(interval))).isEqualTo(naively(matches, interval));
    }
  }

  private static String plain(Match match) {
    return new Match(
            match.id,
            io.tapeline.market.Decimal.of(match.price).toBigDecimal(),
            io.tapeline.market.Decimal.of(match.quantity).toBigDecimal(),
            match.millis,
            match.maker)
        .dumped();
  }

  @ParameterizedTest
  @ValueSource(strings = {"btcusdt", "ethusdt"})
  void aDumpOfARecordedSessionGivesItsTradesAndCandles(String symbol) throws IOException {
    List<Match> matches = recorded(symbol);
    FileReport report = importing.load(dump(symbol + ".csv", matches));
    assertThat(report.stored()).isEqualTo(matches.size());
    assertThatAllFollows(matches);
    List<Candle> minutes = importing.candles(Interval.M1);
    assertThat(minutes).allSatisfy(c -> assertThat(c.origin()).isEqualTo(Origin.IMPORT));
    assertThat(minutes.subList(1, minutes.size() - 1))
        .allSatisfy(c -> assertThat(c.observedNanos()).isEqualTo(Interval.M1.nanos()));
    assertThat(minutes.getFirst().observedNanos()).isLessThan(Interval.M1.nanos());
    assertThat(minutes.getLast().observedNanos()).isLessThan(Interval.M1.nanos());
    long before = stores.count("candle");
    assertThat(importing.load(dump(symbol + ".csv", matches)).stored()).isZero();
    assertThat(stores.count("candle")).isEqualTo(before);
  }

  @Test
  void inWhateverOrderAndPartsAFileTellsThemTheSameStandsThereInTheEnd() throws IOException {
    List<Match> matches = recorded("btcusdt");
    List<Match> backwards = new ArrayList<>(matches);
    Collections.reverse(backwards);
    List<Match> shuffled = new ArrayList<>(matches);
    Collections.shuffle(shuffled, new Random(1));
    for (List<Match> order : List.of(backwards, shuffled)) {
      importing.empty();
      var _ = importing.load(dump("order.csv", order));
      assertThatAllFollows(matches);
    }
    importing.empty();
    var _ = importing.load(dump("late.csv", matches.subList(2_000, matches.size())));
    var _ = importing.load(dump("early.csv", matches.subList(0, 4_000)));
    assertThatAllFollows(matches);
    assertThat(importing.candles(Interval.M1)).extracting(Candle::revision).contains(2);
  }

  @Test
  void aDumpOverLiveTradesFindsThemWhateverTheUnitOfItsTimes() throws IOException {
    Trade live = trade(7, "2025-01-02T03:04:05.001Z", "100", "2");
    importing.live(live, trade(8, "2025-01-02T03:04:05.001Z", "101", "1"));
    FileReport report =
        importing.load(
            importing.file(
                "micros.csv",
                "7,100.0,2,0,1735787045001347,False,True",
                "8,101.0,1,0,1735787045001999,False,True",
                "9,102.0,1,0,1735787045002001,False,True"));
    assertThat(report.stored()).isEqualTo(1);
    assertThat(importing.stored()).extracting(each -> each.id().low()).containsExactly(7L, 8L, 9L);
    assertThat(importing.stored().getFirst()).isEqualTo(live);
  }

  @Test
  void aggregatesAndTheirMatchesAreNeverBothCounted() throws IOException {
    Path matches =
        importing.file(
            "matches.csv",
            "7,100,1,0,1735787045001,False,True",
            "8,100,2,0,1735787045001,False,True",
            "9,101,1,0,1735787045009,False,True");
    Path aggregates =
        importing.file(
            "aggregates.csv",
            "1,100,3,7,8,1735787045001,False,True",
            "2,101,1,9,9,1735787045009,False,True");
    for (List<Path> order : List.of(List.of(matches, aggregates), List.of(aggregates, matches))) {
      importing.empty();
      assertThat(importing.load(order.getFirst()).stored()).isPositive();
      FileReport second = importing.load(order.getLast());
      assertThat(second.stored()).isZero();
      assertThat(second.refused()).as(second.lines() + "").isZero();
      assertThat(rows(importing.candles(Interval.M1)).values())
          .containsExactly("[100, 101, 100, 101, 4, 401, 3]");
    }
    importing.empty();
    importing.live(trade(8, "2025-01-02T03:04:05.001Z", "100", "2"));
    assertThat(importing.load(aggregates).lines() + "").contains("its matches are stored in part");
  }

  @Test
  void tradesWithoutIdsAreFoundAmongLiveOnesByWhatTheySay() throws IOException {
    importing.live(
        trade(70, "2025-01-02T03:04:05.301Z", "100", "2"),
        trade(71, "2025-01-02T03:04:05.702Z", "100", "2"));
    Path seconds =
        importing.file(
            "seconds.csv",
            "1735787045,100.0,2",
            "1735787045,100.0,2",
            "1735787045,100.0,2",
            "1735787046,100.0,2");
    assertThat(importing.load(seconds).stored()).isEqualTo(2);
    assertThat(importing.load(seconds).stored()).isZero();
    assertThat(importing.stored()).hasSize(4);
  }

  private static long seconds(int minute, int second) {
    return 1_735_787_040 + minute * 60L + second;
  }

  private static String row(long number, long second, int price) {
    return "%d,%d,1,0,%d,False,True".formatted(number, price, second * 1_000);
  }

  @Test
  void quietMinutesRepeatTheCloseAndHolesAreOnlyKnownInPart() throws IOException {
    // numbers 1 and 2 follow each other over half an hour of silence; line 5 is bad
    FileReport report =
        importing.load(
            importing.file(
                "quiet.csv",
                row(1, seconds(0, 30), 100),
                row(2, seconds(30, 10), 101),
                row(3, seconds(31, 20), 102),
                row(5, seconds(31, 50), 103),
                "6,NaN,1,0,%d,False,True".formatted(seconds(32, 10) * 1_000),
                row(7, seconds(32, 40), 104),
                row(8, seconds(33, 1), 105)));
    assertThat(report.refused()).isEqualTo(1);
    List<Candle> minutes = importing.candles(Interval.M1);
    assertThat(minutes).hasSize(34);
    assertThat(minutes.subList(1, 30))
        .allSatisfy(
            quiet -> {
              assertThat(quiet.synthetic()).isTrue();
              assertThat(quiet.close()).hasToString("100");
              assertThat(quiet.observedNanos()).isEqualTo(Interval.M1.nanos());
            });
    assertThat(minutes.subList(31, 34))
        .extracting(candle -> candle.observedNanos() / 1_000_000_000)
        .containsExactly(50L, 20L, 1L);
  }

  @Test
  void aSilenceThatNoNumbersBridgeIsAHole() throws IOException {
    var _ =
        importing.load(
            importing.file(
                "silence.csv",
                seconds(0, 30) + ",100,1",
                seconds(5, 10) + ",101,1",
                seconds(60, 20) + ",102,1",
                seconds(61, 20) + ",103,1"));
    assertThat(importing.candles(Interval.M1))
        .extracting(c -> c.openTimeNanos() / 1_000_000_000)
        .containsExactly(
            Stream.of(IntStream.rangeClosed(0, 5), IntStream.rangeClosed(60, 61))
                .flatMap(IntStream::boxed)
                .map(minute -> seconds(minute, 0))
                .toArray(Long[]::new));
  }

  /** What the tape made of these, watching from the first minute to the last. */
  private static void watched(int minutes, Trade... told) {
    importing.live(told);
    List<Candle> closed = new ArrayList<>();
    for (Interval interval : List.of(Interval.S1, Interval.M1)) {
      CandleBuilder builder = new CandleBuilder(interval, 0, Interval.H1.nanos());
      builder.watching("c", seconds(0, 0) * 1_000_000_000);
      for (Trade each : told) {
        builder.apply(each, closed::add);
      }
      builder.tick(seconds(minutes, 0) * 1_000_000_000, closed::add);
    }
    importing
        .candles
        .write(
            closed.stream()
                .map(candle -> new Rung(Series.of(TradeImporting.MARKET), candle))
                .toList())
        .await()
        .atMost(TestStores.PATIENCE);
  }

  @Test
  void lateTradesReviseWhatTheTapeWatchedAndEarlierAnswersStay() throws IOException {
    watched(
        10,
        trade(1, "2025-01-02T03:04:10Z", "100", "1"),
        trade(4, "2025-01-02T03:05:10Z", "101", "1"));
    long asOf = importing.horizon();
    List<Candle> before = importing.candles(Interval.M1, asOf);
    List<Candle> longBefore = importing.candles(Interval.M5, asOf);
    assertThat(before).hasSize(10);
    Path late = importing.file("late.csv", row(2, seconds(0, 50), 90), row(5, seconds(1, 30), 120));
    assertThat(importing.load(late).stored()).isEqualTo(2);
    assertThat(importing.candles(Interval.M1, asOf)).isEqualTo(before);
    assertThat(importing.candles(Interval.M5, asOf)).isEqualTo(longBefore);
    List<Candle> after = importing.candles(Interval.M1);
    assertThat(after)
        .allSatisfy(
            candle -> {
              assertThat(candle.origin()).isEqualTo(Origin.TAPE);
              assertThat(candle.observedNanos()).isEqualTo(Interval.M1.nanos());
              assertThat(candle.revision()).isEqualTo(2);
            });
    assertThat(rows(after.subList(0, 2)).values())
        .containsExactly("[100, 100, 90, 90, 2, 190, 2]", "[101, 120, 101, 120, 2, 221, 2]");
    // those that repeated a close repeat the new one
    assertThat(after.subList(2, 10)).extracting(c -> c.close() + "").containsOnly("120");
    assertThat(importing.candles(Interval.M5))
        .extracting(candle -> candle.close() + "")
        .containsExactly("90", "120");
    assertThat(importing.candles(Interval.S1)).hasSize(4);
    long rows = stores.count("candle");
    assertThat(importing.load(late).stored()).isZero();
    assertThat(stores.count("candle")).isEqualTo(rows);
  }

  @Test
  void aMinuteIsNotMadeOfLessThanItWasMadeOf() throws IOException {
    watched(
        3,
        trade(1, "2025-01-02T03:04:10Z", "100", "1"),
        trade(2, "2025-01-02T03:04:40Z", "101", "1"));
    List<Candle> before = importing.candles(Interval.M1);
    var _ = stores.rows("TRUNCATE trade");
    Path file = importing.file("one.csv", row(3, seconds(0, 50), 100), row(4, seconds(0, 51), 99));
    var _ = importing.load(file);
    assertThat(importing.candles(Interval.M1)).isEqualTo(before);
    assertThat(importing.candles(Interval.S1)).hasSize(2);
  }

  @Test
  void candlesAreLeftAloneIfToldSo() throws IOException {
    Path file = importing.file("a.csv", row(1, seconds(0, 1), 100), row(2, seconds(3, 1), 101));
    assertThat(importing.load(file, "--candles", "no").stored()).isEqualTo(2);
    assertThat(stores.count("candle")).isZero();
    assertThat(importing.load(file).lines() + "").contains("4 minutes of candles made");
    assertThat(importing.candles(Interval.M1)).hasSize(4);
  }
}
