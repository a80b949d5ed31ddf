package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.store.Fence;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import io.tapeline.signal.verdict.SampleCandles;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Backtests as callers have them made: from the request to the stored result, candles from
 * PostgreSQL, of five years of days and a year of hours of many series by all strategies. The
 * service, its PostgreSQL and the sandbox share the machine. Run by {@code bench/backtests.sh}.
 */
@Tag("service")
@QuarkusTest
@TestProfile(StoredBacktestBenchmark.Profile.class)
class StoredBacktestBenchmark {

  private static final int SERIES = Integer.getInteger("series", 20);
  private static final int ROUNDS = Integer.getInteger("rounds", 4);
  private static final int DAYS = 5 * 365;
  private static final int HOURS = 365 * 24;

  /** Candles before, which figures of the first ones need: more than any looks back. */
  private static final int WARM_UP = 4_000;

  private static final int BATCH = 20_000;
  private static final long END = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli() * 1_000_000;
  private static final Path RESULTS = Path.of("bench/results/backtests.txt");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  public static class Profile extends StoredSandbox {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
      settings.put("tapeline.sandbox.rate", "50"); // the cores are for the backtests
      settings.put("tapeline.records.enabled", "false");
      return settings;
    }
  }

  @Inject CandleStore store;

  @Test
  void fromTheRequestToTheStoredResult() throws Exception {
    SandboxProfile.awaitData();
    for (int i = 0; i < SERIES; i++) {
      fill(i);
    }
    StringBuilder told = new StringBuilder();
    for (int round = 1; round <= ROUNDS; round++) {
      told.append("round ").append(round).append(": ").append(round()).append('\n');
    }
    Files.createDirectories(RESULTS.getParent());
    Files.writeString(
        RESULTS,
        told,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.APPEND);
  }

  /** Days up to where the hours begin, of which the rest of the days are made. */
  private void fill(int number) {
    long hours = Interval.D1.floor(END - (HOURS + WARM_UP) * Interval.H1.nanos());
    int days = (int) ((END - hours) / Interval.D1.nanos());
    int before = DAYS + WARM_UP - days;
    write(
        number,
        SampleCandles.random(
            number, Interval.D1, hours - before * Interval.D1.nanos(), before, 0, 2));
    int many = (int) ((END - hours) / Interval.H1.nanos());
    write(number, SampleCandles.random(number, Interval.H1, hours, many, 0, 2));
  }

  private void write(int number, List<PartialCandle> candles) {
    List<Rung> rungs = new ArrayList<>();
    for (PartialCandle candle : candles) {
      rungs.add(new Rung(Series.of(Market.parse(market(number))), whole(candle)));
      if (rungs.size() == BATCH) {
        store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
        rungs.clear();
      }
    }
    store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
  }

  private static String market(int number) {
    return "kraken:b" + number + "-usd";
  }

  private static Candle whole(PartialCandle candle) {
    BigDecimal volume = Objects.requireNonNull(candle.volume());
    return new Candle(
        candle.interval(),
        candle.openTimeNanos(),
        SampleCandles.price(candle.open()),
        SampleCandles.price(candle.high()),
        SampleCandles.price(candle.low()),
        SampleCandles.price(candle.close()),
        volume,
        null,
        null,
        1L,
        candle.interval().nanos(),
        candle.synthetic(),
        true,
        1,
        Origin.IMPORT);
  }

  private static String round() throws InterruptedException {
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    List<Response> jobs = List.of(asked(Interval.D1, DAYS), asked(Interval.H1, HOURS));
    long bytes = 0;
    long live = 0;
    long candles = 0;
    for (Response job : jobs) {
      Response state = given().get("/v1/jobs/" + job.path("id"));
      while (List.of("queued", "running").contains(state.<String>path("state"))) {
        TimeUnit.MILLISECONDS.sleep(20);
        live = Math.max(live, live());
        state = given().get("/v1/jobs/" + job.path("id"));
      }
      assertThat(state.<String>path("state")).as(state.asString()).isEqualTo("succeeded");
      bytes += state.<Number>path("file.bytes").longValue();
      candles +=
          state.<List<Integer>>path("result.series.candles").stream()
              .mapToLong(Integer::longValue)
              .sum();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return "%d series, %d strategies, %d candles: %.2f s from the requests to the stored results, %.1f MB; heap at most %d MB, %d MB live"
        .formatted(
            SERIES,
            BuiltIns.all().size(),
            candles,
            seconds,
            bytes / 1e6,
            pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20,
            live >> 20);
  }

  private static Response asked(Interval interval, int candles) {
    String assets =
        IntStream.range(0, SERIES)
            .mapToObj(i -> '"' + market(i) + '"')
            .collect(Collectors.joining(","));
    String strategies =
        BuiltIns.names().stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
    Response taken =
        ExportJobs.post(
            "/v1/backtests",
            "{\"assets\":[%s],\"interval\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"strategies\":[%s]}"
                .formatted(
                    assets,
                    interval.id(),
                    Instant.ofEpochSecond(0, END - candles * interval.nanos()),
                    Instant.ofEpochSecond(0, END),
                    strategies));
    assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
    return taken;
  }

  /** After the last collection. */
  private static long live() {
    return pools().stream()
        .filter(pool -> pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
