package io.tapeline.candle.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.jerolba.carpet.CarpetWriter;
import io.tapeline.load.FileReport;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.ops.store.TestStores;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each layout of trades, of invented rows, and what is refused of them. */
class TradeLayoutsTest {

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

  private static String told(Trade trade) {
    String side = trade.side() == Side.UNKNOWN ? "?" : trade.side().name();
    String id = trade.id().high() < 0 ? "derived" : trade.id().toString();
    Instant time = Instant.ofEpochSecond(0, trade.eventTimeNanos());
    return "%s %s %s %s %s %d"
        .formatted(id, time, trade.price(), trade.quantity(), side, trade.matches());
  }

  private static final String FIRST = "7 2025-01-02T03:04:05.000006Z 96000.5 0.25 SELL 1";
  private static final String SECOND = "8 2025-01-02T03:04:06.500Z 96001 1.5 BUY 1";

  private static void assertThatTheTwoAreIn(Path file, String... more) throws IOException {
    assertThatAreIn(file, List.of(FIRST, SECOND), more);
  }

  private static void assertThatAreIn(Path file, List<String> expected, String... more)
      throws IOException {
    FileReport report = importing.load(file, more);
    assertThat(report.refusedWhole()).isNull();
    assertThat(report.refused()).as(report.lines() + "").isZero();
    assertThat(report.stored()).isEqualTo(expected.size());
    assertThat(importing.stored()).map(TradeLayoutsTest::told).isEqualTo(expected);
    assertThat(importing.load(file, more).stored()).isZero();
    assertThat(stores.count("trade")).isEqualTo(expected.size());
  }

  @Test
  void binancesTradesWithAndWithoutNames() throws IOException {
    String[] rows = {
      "7,96000.50000000,0.25000000,24000.125,1735787045000006,True,True",
      "8,96001.00000000,1.50000000,144001.5,1735787046500000,False,True"
    };
    assertThatTheTwoAreIn(importing.file("plain.csv", rows));
    importing.empty();
    String names = "id,price,qty,quote_qty,time,is_buyer_maker";
    assertThatTheTwoAreIn(
        importing.file(
            "names.csv",
            names,
            rows[0].replace(",True,True", ",true"),
            rows[1].replace(",False,True", ",false")));
    importing.empty();
    // before 2025 in milliseconds, and futures without the last column
    assertThatAreIn(
        importing.file("ms.csv", "7,96000.5,0.25,24000.125,1735787045000,true"),
        List.of("7 2025-01-02T03:04:05Z 96000.5 0.25 SELL 1"));
  }

  @Test
  void binancesAggregatesAreTheirMatchesUnderTheLastOnesId() throws IOException {
    List<String> expected =
        List.of(
            "9 2025-01-02T03:04:05.000006Z 96000.5 0.25 SELL 3",
            "10 2025-01-02T03:04:06.500Z 96001 1.5 BUY 1");
    assertThatAreIn(
        importing.file(
            "agg.csv",
            "3,96000.50000000,0.25000000,7,9,1735787045000006,True,True",
            "4,96001.00000000,1.50000000,10,10,1735787046500000,False,True"),
        expected);
    importing.empty();
    assertThatAreIn(
        importing.file(
            "named.csv",
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker",
            "3,96000.5,0.25,7,9,1735787045000006,true",
            "4,96001,1.5,10,10,1735787046500000,false"),
        expected);
    importing.empty();
    assertThatAreIn(
        importing.file(
            "agg.json",
            "[{\"a\":3,\"p\":\"96000.5\",\"q\":\"0.25\",\"f\":7,\"l\":9,\"T\":1735787045000006,\"m\":true,\"M\":true},",
            "{\"a\":4,\"p\":\"96001\",\"q\":\"1.5\",\"f\":10,\"l\":10,\"T\":1735787046500000,\"m\":false,\"M\":true}]"),
        expected);
  }

  @Test
  void bybitsDerivativesHaveUuidsAndItsSpotFilesRowNumbersThatAreNoIds() throws IOException {
    assertThatAreIn(
        importing.file(
            "BTCUSDT2025-01-02.csv",
            "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional,RPI",
            "1735787045.0006,BTCUSDT,Sell,0.25,96000.50,MinusTick,27f0a2c3-1b2d-5c3e-8f40-1a2b3c4d5e6f,2.4e+12,0.25,24000.1,0"),
        List.of(
            "27f0a2c3-1b2d-5c3e-8f40-1a2b3c4d5e6f 2025-01-02T03:04:05.000600Z 96000.5 0.25 SELL 1"));
    importing.empty();
    assertThatAreIn(
        importing.file(
            "BTCUSDT_2025-01-02.csv",
            "id,timestamp,price,volume,side,rpi",
            "1,1735787045001,96000.5,0.25,sell,0",
            "2,1735787045001,96000.5,0.25,sell,0"),
        List.of(
            "derived 2025-01-02T03:04:05.001Z 96000.5 0.25 SELL 1",
            "derived 2025-01-02T03:04:05.001Z 96000.5 0.25 SELL 1"));
  }

  @Test
  void krakensThreeColumnsAndNamedOnesOfAnyName() throws IOException {
    assertThatAreIn(
        importing.file("XBTUSD.csv", "1735787045,96000.5,0.25000000", "1735787046,96001,1.5"),
        List.of(
            "derived 2025-01-02T03:04:05Z 96000.5 0.25 ? 1",
            "derived 2025-01-02T03:04:06Z 96001 1.5 ? 1"));
    importing.empty();
    assertThatTheTwoAreIn(
        importing.file(
            "named.csv",
            "Trade ID;Time;Price;Amount;Side",
            "7;2025-01-02 03:04:05.000006;96000.5;0.25;S",
            "8;2025-01-02T03:04:06.5Z;96001;1.5;BUY"));
    importing.empty();
    assertThatTheTwoAreIn(
        importing.file(
            "odd.csv",
            "x,when,q,c,b",
            "7,1735787045000006,0.25,96000.5,sell",
            "8,1735787046500000,1.5,96001,buy"),
        "--map",
        "id=x,time=when,unit=us,quantity=3,price=c,side=b");
  }

  @Test
  void whatTheApiAnswers() throws IOException {
    String[] objects = {
      "{\"id\":\"7\",\"time\":\"2025-01-02T03:04:05.000006Z\",\"price\":\"96000.5\",\"quantity\":\"0.25\",\"side\":\"sell\",\"matches\":1,\"origin\":\"live\",\"received_time\":\"2025-01-02T03:04:05.1Z\"}",
      "{\"id\":\"8\",\"time\":\"2025-01-02T03:04:06.500Z\",\"price\":\"96001\",\"quantity\":\"1.5\",\"side\":\"buy\",\"matches\":1,\"origin\":\"live\",\"received_time\":\"2025-01-02T03:04:06.6Z\"}"
    };
    assertThatTheTwoAreIn(
        importing.file(
            "page.json",
            "{\"data\":[" + objects[0] + "," + objects[1] + "],\"next_cursor\":\"abc\"}"));
    importing.empty();
    assertThatTheTwoAreIn(importing.file("page.ndjson", objects));
    importing.empty();
    assertThatTheTwoAreIn(
        importing.file(
            "page.csv",
            "id,time,price,quantity,side,matches,origin,received_time",
            "7,2025-01-02T03:04:05.000006Z,96000.5,0.25,sell,1,live,2025-01-02T03:04:05.1Z",
            "8,2025-01-02T03:04:06.500Z,96001,1.5,buy,1,live,2025-01-02T03:04:06.6Z"));
    importing.empty();
    assertThatAreIn(
        importing.file(
            "none.ndjson",
            objects[0].replace("\"sell\"", "null").replace("\"matches\":1", "\"matches\":4")),
        List.of("7 2025-01-02T03:04:05.000006Z 96000.5 0.25 ? 4"));
  }

  /** As an export has it. */
  public record Exported(
      String id, Instant time, BigDecimal price, BigDecimal quantity, String side, int matches) {}

  private static Path parquet() throws IOException {
    Path file = importing.folder.resolve("trades.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        CarpetWriter<Exported> writer =
            new CarpetWriter.Builder<>(out, Exported.class)
                .withDefaultTimeUnit(com.jerolba.carpet.TimeUnit.MICROS)
                .withDefaultDecimal(38, 18)
                .build()) {
      writer.write(
          List.of(
              new Exported(
                  "7",
                  Instant.parse("2025-01-02T03:04:05.000006Z"),
                  new BigDecimal("96000.5"),
                  new BigDecimal("0.25"),
                  "sell",
                  1),
              new Exported(
                  "8",
                  Instant.parse("2025-01-02T03:04:06.500Z"),
                  new BigDecimal("96001"),
                  new BigDecimal("1.5"),
                  "buy",
                  1)));
    }
    return file;
  }

  @Test
  void parquetAndPackedFiles() throws IOException {
    assertThatTheTwoAreIn(parquet());
    importing.empty();
    Path packed = importing.folder.resolve("trades.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(
          "7,96000.5,0.25,0,1735787045000006,True,True\n8,96001,1.5,0,1735787046500000,False,True\n"
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThatTheTwoAreIn(packed);
    importing.empty();
    assertThatTheTwoAreIn(Files.copy(packed, importing.folder.resolve("named-otherwise.csv")));
  }

  @Test
  void eachBadLineIsRefusedWithItsReasonAndTheOthersAreIn() throws IOException {
    Path bad =
        importing.file(
            "bad.csv",
            "id,time,price,quantity,side,symbol",
            "1,1735787045,96000.5,0.25,buy,BTC",
            "2,1735787045,NaN,0.25,buy,BTC",
            "3,1735787045,-1,0.25,buy,BTC",
            "4,1735787045,1,0,buy,BTC",
            "5,1735787045,1.1234567890123456789,1,buy,BTC",
            "6,1735787045,1,12345678901234567890,buy,BTC",
            "7,1135787045,1,1,buy,BTC",
            "8,4735787045,1,1,buy,BTC",
            "9,1795478100,1,1,buy,BTC",
            "10,1235787045,1,1,buy,BTC",
            "11,1735787045,1,1,long,BTC",
            "12,1735787045,1,1,buy,ETH",
            "13,1735787045,1,1",
            "x14,1735787045,1,1,buy,BTC",
            "15,whenever,1,1,buy,BTC",
            "16,1735787045,,1,buy,BTC",
            "1,1735787045,96000.5,0.25,buy,BTC",
            "1,1735787045,96000.5,0.26,buy,BTC",
            "17,1735787044,96000.5,0.25,Buy,BTC");
    FileReport report = importing.load(bad);
    String all = String.join("\n", report.lines());
    assertThat(all)
        .contains("bad.csv:3: price is not a number: NaN", ":4: price is not positive")
        .contains(":5: quantity is not positive", ":6: price has more than 18 digits")
        .contains(":7: quantity has more than 18 digits", ":8: before 2009", ":9: in the future")
        .contains(":10: too recent: the tape may tell of it still")
        .contains(":11: older than trades are kept, see tapeline.retention.trades")
        .contains(":12: side is neither buy nor sell: long", ":13: another symbol than")
        .contains(":14: wrong number of columns", ":15: id is neither a number nor a UUID: x14")
        .contains(":16: not a time: whenever", ":17: price is missing")
        .contains(":19: another trade of the same id: line 2", "1 rows were out of order");
    assertThat(report.refused()).isEqualTo(16);
    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(importing.stored()).extracting(trade -> trade.id().low()).containsExactly(17L, 1L);
  }

  @Test
  void aTradeThatIsStoredOtherwiseIsRefused() throws IOException {
    importing.live(TradeImporting.trade(7, "2025-01-02T03:04:05.001Z", "100", "2"));
    FileReport report =
        importing.load(
            importing.file(
                "other.csv",
                "7,100,3,0,1735787045001,False,True",
                "8,1,1,0,1735787045001,False,True"));
    assertThat(String.join("\n", report.lines()))
        .contains("1 stored or corrected, 0 already there")
        .contains("other.csv:1: another trade of the same id is stored: 7: 2 at 100");
    assertThat(importing.stored())
        .extracting(trade -> trade.quantity() + "")
        .containsExactly("2", "1");
  }

  @Test
  void aFileOfTheOtherKindSaysWhichOptionItNeeds() throws IOException {
    String trades = "7,96000.5,0.25,24000.125,1735787045000006,True,True";
    String[] candles = {
      "1735787040,1,2,1,2,5,3", "time,open,high,low,close,volume\n1735787040,1,2,1,2,5"
    };
    for (String each : candles) {
      assertThat(importing.load(importing.file("candles.csv", each)).refusedWhole())
          .contains("these are candles: import them with --interval");
    }
    for (String each : List.of(trades, "time,price,amount\n1735787045,1,2")) {
      Path file = importing.file("trades.csv", each);
      ImportOptions options =
          ImportOptions.parse(List.of("--market", "a:b-c", "--interval", "1m", file.toString()));
      CandleFile other = new CandleFile(file, options, Long.MAX_VALUE);
      try (var refused = new io.tapeline.load.RefusedLines(null)) {
        assertThat(other.check(_ -> {}, refused)).isFalse();
      }
      assertThat(other.report().refusedWhole())
          .contains("these are trades: import them with --trades");
    }
  }

  @Test
  void whatCantBeReadWholeIsRefusedWhole() throws IOException {
    byte[] whole = Files.readAllBytes(parquet());
    for (int part = 1; part < 12; part++) {
      Path cut = importing.folder.resolve("cut.parquet");
      Files.write(cut, Arrays.copyOf(whole, whole.length * part / 12));
      assertThat(importing.load(cut).refusedWhole()).as(part + "").isNotBlank();
    }
    Path packed = importing.folder.resolve("cut.csv.gz");
    var bytes = new java.io.ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 50_000; i++) {
        out.write(
            (i + ",96000." + i % 977 + ",1,1,1735787045000006,True,True\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    Path zip = Files.write(importing.folder.resolve("zip.csv"), new byte[] {'P', 'K', 3, 4, 0});
    assertThat(importing.load(zip).refusedWhole()).isEqualTo("a zip archive: unpack it first");
    Files.write(packed, Arrays.copyOf(bytes.toByteArray(), bytes.size() * 9 / 10));
    assertThat(importing.load(packed).refusedWhole()).isNotBlank();
    assertThat(importing.load(importing.file("names.csv", "a,b,c", "1,2,3")).refusedWhole())
        .contains("no column for time", "--map time=…,price=…,quantity=…");
    assertThat(stores.count("trade")).isZero();
  }

  @Test
  void remarksOddTimesAndNoNumbersAreReadAsInFilesOfCandles() throws IOException {
    assertThatTheTwoAreIn(
        importing.file(
            "remarks.csv",
            "# by somebody, once",
            "t;id;time;price;quantity;side",
            "1;7;2025-01-02 03:04:05.000006 UTC;96000.5;0.25;sell",
            "2;8;1.7357870465e9;96001;1.5;buy"));
    importing.empty();
    String row = "{\"id\":%d,\"time\":1735787045,\"price\":%s,\"quantity\":1}";
    FileReport report =
        importing.load(
            importing.file("nan.ndjson", row.formatted(1, "NaN"), row.formatted(2, "1")));
    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.stored()).isEqualTo(1);
    assertThat(importing.load(importing.file("broken.csv.zst", "hello")).refusedWhole())
        .contains("not a whole zstd file");
    Path cut = Files.write(importing.folder.resolve("cut.json.gz"), new byte[] {31, -117});
    assertThat(importing.load(cut).refusedWhole()).isEqualTo("the file is cut off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--trades --interval 1m --market a:b-c x.csv",
        "--market a:b-c x.csv",
        "--trades --last-row drop --market a:b-c x.csv",
        "--interval 1m --candles no --market a:b-c x.csv",
        "--trades --candles maybe --market a:b-c x.csv",
        "--trades --map open=1 --market a:b-c x.csv",
        "--trades --market a:b-c"
      })
  void optionsThatDontFitEachOtherAreRefused(String arguments) {
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> ImportOptions.parse(List.of(arguments.split(" "))));
  }
}
