package io.tapeline.candle.postgres;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.TestStores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Rows a second that get into the table of candles, as a ratio to {@code COPY} of the very same
 * rows into the same empty table by one connection: of the stream (an hour of the seconds and
 * minutes of many markets, in the order of their closing) and of an import (weeks of one market's
 * minutes), both with all longer candles that follow.
 */
public final class CandleStoreBenchmark {

  private static final long START = 1_704_067_200_000_000_000L; // a Monday
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int MARKETS = 100;
  private static final int SECONDS = 3_600;
  private static final int WEEKS = 30;

  private final TestStores stores;
  private final PgCandleStore store;
  private final CopyManager copy;
  private final List<Rung> hour = hour();
  private final List<List<Rung>> weeks =
      IntStream.range(0, WEEKS).mapToObj(CandleStoreBenchmark::week).toList();

  private CandleStoreBenchmark(TestStores stores, Connection connection) throws Exception {
    this.stores = stores;
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
    this.store = CandleStores.of(stores);
  }

  /** No arguments. */
  public static void main(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory("tapeline-bench");
    try (TestStores stores = TestStores.open(folder);
        Connection connection = stores.connection()) {
      var bench = new CandleStoreBenchmark(stores, connection);
      bench.rounds("stream", bench::stream);
      bench.rounds("import", bench::imported);
    } finally {
      System.exit(0); // whatever still runs
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void rounds(String name, Work work) throws Exception {
    double ours = 0;
    double theirs = 0;
    for (int round = 0; round <= ROUNDS; round++) {
      var _ = stores.rows("TRUNCATE candle");
      double seconds = seconds(work);
      long rows = stores.count("candle");
      byte[] same = copiedOut();
      var _ = stores.rows("TRUNCATE candle");
      double copying = seconds(() -> copyIn(same));
      System.out.printf(
          "%s, round %d%s: %d rows, ours %.0f rows/s, COPY %.0f rows/s, ratio %.2f%n",
          name,
          round,
          round == 0 ? " (warm-up)" : "",
          rows,
          rows / seconds,
          rows / copying,
          copying / seconds);
      if (round > 0) {
        ours += seconds;
        theirs += copying;
      }
    }
    System.out.printf("%s: ratio %.2f of COPY over %d rounds%n", name, theirs / ours, ROUNDS);
  }

  private static double seconds(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private byte[] copiedOut() throws Exception {
    var bytes = new ByteArrayOutputStream();
    var _ = copy.copyOut("COPY (SELECT * FROM candle) TO STDOUT", bytes);
    return bytes.toByteArray();
  }

  private void copyIn(byte[] rows) throws IOException, java.sql.SQLException {
    var _ = copy.copyIn("COPY candle FROM STDIN", new ByteArrayInputStream(rows));
  }

  private void stream() throws InterruptedException {
    hour.forEach(row -> store.append(row.series(), row.candle()));
    stores.drained("candles");
  }

  private void imported() {
    weeks.forEach(week -> store.write(week, Fence.NONE).await().atMost(TestStores.PATIENCE));
  }

  private static List<Rung> hour() {
    List<Rung> rows = new ArrayList<>();
    List<Series> markets =
        IntStream.range(0, MARKETS).mapToObj(i -> Series.parse("bench:c" + i + "-usd")).toList();
    for (int second = 0; second < SECONDS; second++) {
      for (Series market : markets) {
        rows.add(new Rung(market, candle(Interval.S1, second)));
        if (second % 60 == 59) {
          rows.add(new Rung(market, candle(Interval.M1, second / 60)));
        }
      }
    }
    return rows;
  }

  private static List<Rung> week(int number) {
    Series market = Series.parse("bench:btc-usd");
    int minutes = (int) (Interval.W1.nanos() / Interval.M1.nanos());
    return IntStream.range(number * minutes, (number + 1) * minutes)
        .mapToObj(minute -> new Rung(market, candle(Interval.M1, minute)))
        .toList();
  }

  private static Candle candle(Interval interval, int place) {
    Decimal open = Decimal.of(new BigDecimal(4_000_000 + place % 7_919).movePointLeft(2));
    Decimal close = Decimal.of(new BigDecimal(4_000_137 + place % 7_919).movePointLeft(2));
    BigDecimal volume = new BigDecimal(place % 977 + 1).movePointLeft(3);
    BigDecimal quoteVolume = volume.multiply(open.toBigDecimal());
    return new Candle(
        interval,
        START + place * interval.nanos(),
        open,
        close,
        open,
        close,
        volume,
        quoteVolume,
        Candle.vwap(quoteVolume, volume),
        (long) place % 211 + 1,
        interval.nanos(),
        false,
        true,
        1,
        Candle.Origin.TAPE);
  }
}
