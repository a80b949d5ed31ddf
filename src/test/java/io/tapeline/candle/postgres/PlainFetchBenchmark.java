package io.tapeline.candle.postgres;

import io.tapeline.market.Interval;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What it takes the plain Vert.x client to fetch the thousand rows of a page of candles, one page
 * after the other, and to look at each value: the baseline of {@code bench/page.sh}. Arguments: the
 * database's URL, markets between commas, the first and the last minute that a page may begin with,
 * in seconds since 1970, the seconds to measure.
 */
public final class PlainFetchBenchmark {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ROWS = 1_000;
  private static final int VALUES = 13;
  private static final long SECONDS_PER_MINUTE = 60;

  private final Pool pool;
  private final List<String> markets;
  private final long first;
  private final long last;
  private final OffsetDateTime asOf = OffsetDateTime.now(ZoneOffset.UTC);
  private final SplittableRandom random = new SplittableRandom(7);

  private PlainFetchBenchmark(Pool pool, List<String> markets, long first, long last) {
    this.pool = pool;
    this.markets = markets;
    this.first = first;
    this.last = last;
  }

  /** See the class. */
  public static void main(String... arguments) {
    Pool pool =
        Pool.newInstance(
            PgBuilder.pool()
                .using(Vertx.vertx())
                .connectingTo(
                    PgConnectOptions.fromUri(arguments[0]).setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(1))
                .build());
    PlainFetchBenchmark client =
        new PlainFetchBenchmark(
            pool,
            List.of(arguments[1].split(",", -1)),
            Long.parseLong(arguments[2]) / SECONDS_PER_MINUTE,
            Long.parseLong(arguments[3]) / SECONDS_PER_MINUTE);
    long seconds = Long.parseLong(arguments[4]);
    var _ = client.pages(seconds); // until all is compiled
    long began = System.nanoTime();
    long pages = client.pages(seconds);
    double micros = (System.nanoTime() - began) / 1e3 / pages;
    System.out.printf("plain client: %d pages, %.0f us each%n", pages, micros);
    System.exit(0);
  }

  private Tuple page() {
    long from = random.nextLong(first, last + 1) * Interval.M1.nanos();
    return Tuple.from(
        List.of(
            markets.get(random.nextInt(markets.size())),
            Interval.M1.millis(),
            from,
            from + ROWS * Interval.M1.nanos(),
            asOf,
            ROWS));
  }

  private long pages(long seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    long pages = 0;
    while (System.nanoTime() < end) {
      long values =
          pool.preparedQuery(CandleSql.CLOSED)
              .execute(page())
              .map(
                  found -> {
                    long count = 0;
                    for (var row : found) {
                      for (int i = 0; i < row.size(); i++) {
                        count += row.getValue(i) == null ? 0 : 1;
                      }
                    }
                    return count;
                  })
              .await()
              .atMost(PATIENCE);
      if (values != ROWS * VALUES) {
        throw new IllegalStateException(values + " values");
      }
      pages++;
    }
    return pages;
  }
}
