package io.tapeline.signal.app;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.TestStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * How long it takes from the candles of a close to all of its signals, both in the database: of
 * many instruments whose minutes close at once, and of a close at which five intervals do. The
 * process that judges also writes the candles; PostgreSQL is on the same machine.
 */
public final class SignalBenchmark {

  private static final Logger LOG = Logger.getLogger(SignalBenchmark.class);

  /** The first look reads all that lies behind. */
  private static final Duration LONG = Duration.ofMinutes(20);

  /** A Tuesday's midnight, at which all but a week closes. */
  private static final long MIDNIGHT = 1_705_363_200_000_000_000L;

  private static final long MINUTE = Interval.M1.nanos();
  private static final int SERIES = Integer.getInteger("series", 500);

  /** An hour of minutes comes first: by then what judges is compiled, as it is in a service. */
  private static final int PLAIN_CLOSES = 60;

  private static final int SHOWN = 5;
  private static final int PAST = 1_200;
  private static final String STRATEGIES = System.getProperty("strategies", "");

  private final TestStores stores;
  private final JudgedMarket market;
  private final SignalRounds rounds;

  private SignalBenchmark(TestStores stores) {
    this.stores = stores;
    this.market =
        new JudgedMarket(
            stores, STRATEGIES.isEmpty() ? settings() : with(settings(), "strategies", STRATEGIES));
    this.rounds = market.process();
  }

  private static Map<String, String> settings() {
    return Map.of(
        "tapeline.signals.intervals", "1m,5m,15m,1h,4h",
        "tapeline.signals.candles-in-memory", "10000000");
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put("tapeline.signals." + name, value);
    return more;
  }

  /** No arguments. */
  public static void main(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory("tapeline-bench");
    int result = 0;
    try (TestStores stores = TestStores.open(folder)) {
      new SignalBenchmark(stores).run();
    } catch (RuntimeException e) {
      LOG.error("stopped", e);
      result = 1;
    }
    System.exit(result); // whatever still runs
  }

  private void run() {
    fill();
    var _ = stores.rows("UPDATE signal_mark SET moment = (SELECT last FROM recording_clock)");
    System.out.println(close("first look", MIDNIGHT - (PLAIN_CLOSES + 2) * MINUTE));
    for (int i = PLAIN_CLOSES; i > 0; i--) {
      String took = close("a minute", MIDNIGHT - (i + 1) * MINUTE);
      if (i <= SHOWN) {
        System.out.println(took);
      }
    }
    System.out.println(close("five intervals", MIDNIGHT - MINUTE));
  }

  private String close(String name, long openTimeNanos) {
    List<Rung> minutes =
        IntStream.range(0, SERIES)
            .mapToObj(i -> new Rung(series(i), minute(openTimeNanos, i)))
            .toList();
    long before = stores.count("signal");
    long start = System.nanoTime();
    market.candles.write(minutes, Fence.NONE).await().atMost(TestStores.PATIENCE);
    long written = System.nanoTime();
    JudgedMarket.judge(rounds, LONG);
    long judged = System.nanoTime();
    return "%s: %d series, %d signals; candles stored in %d ms, signals %d ms later"
        .formatted(
            name,
            SERIES,
            stores.count("signal") - before,
            (written - start) / 1_000_000,
            (judged - written) / 1_000_000);
  }

  private static Series series(int number) {
    return Series.parse("a" + number + "-usd");
  }

  private static Candle minute(long openTimeNanos, int number) {
    return KeptCandles.minute(openTimeNanos, (100 + number % 7) + ".5", "3");
  }

  /** What lies behind, of all that is looked at. */
  private void fill() {
    Interval[] lengths = {
      Interval.M1,
      Interval.M5,
      Interval.M15,
      Interval.M30,
      Interval.H1,
      Interval.H4,
      Interval.D1,
      Interval.W1
    };
    String names =
        "INSERT INTO series (name) SELECT 'a' || i || '-usd' FROM generate_series(0, "
            + (SERIES - 1)
            + ") i";
    var _ = stores.rows(names);
    for (Interval length : lengths) {
      long end = length.floor(MIDNIGHT - (PLAIN_CLOSES + 2) * MINUTE);
      List<Long> times =
          IntStream.rangeClosed(1, PAST).mapToObj(i -> end - i * length.nanos()).toList();
      stores
          .partitions
          .ensure(
              length == Interval.M1 ? Partitions.Table.CANDLE_MINUTE : Partitions.Table.CANDLE_LONG,
              times.stream().filter(time -> time > 1_240_000_000_000_000_000L).toList())
          .await()
          .atMost(TestStores.PATIENCE);
      var _ =
          stores.rows(
              """
              INSERT INTO candle
              SELECT s.id, %d, t, 1, p, p + 1, p - 1, p + 0.25, 3, 300, 5, %d, false, true, 0,
                     (SELECT last FROM recording_clock)
              FROM series s, generate_series(1, %d) k,
                   LATERAL (SELECT %d - k * %d::bigint AS t,
                                   100 + (10 * sin(k / 17.0))::numeric(9, 2)
                                   + ((k * 7919 + s.id) %% 100) / 100.0 AS p) x
              WHERE s.name LIKE 'a%%' AND t > 1240000000000000000
              """
                  .formatted(length.millis(), length.nanos(), PAST, end, length.nanos()));
    }
    var _ = stores.rows("ANALYZE candle");
  }
}
