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

/**
 * What it takes the plain Vert.x client to fetch the thousand rows of a page of candles, one page
 * after the other, and to look at each value: the baseline of {@code bench/page.sh}. Arguments: the
 * database's URL, the series, the first open time in nanoseconds, the seconds to measure.
 */
public final class PlainFetchBenchmark {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ROWS = 1_000;
  private static final int VALUES = 13;

  private PlainFetchBenchmark() {}

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
    long from = Long.parseLong(arguments[2]);
    Tuple page =
        Tuple.from(
            List.of(
                arguments[1],
                Interval.M1.millis(),
                from,
                from + ROWS * Interval.M1.nanos(),
                OffsetDateTime.now(ZoneOffset.UTC),
                ROWS));
    long seconds = Long.parseLong(arguments[3]);
    var _ = pages(pool, page, seconds); // until all is compiled
    long began = System.nanoTime();
    long pages = pages(pool, page, seconds);
    double micros = (System.nanoTime() - began) / 1e3 / pages;
    System.out.printf("plain client: %d pages, %.0f us each%n", pages, micros);
    System.exit(0);
  }

  private static long pages(Pool pool, Tuple page, long seconds) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    long pages = 0;
    while (System.nanoTime() < end) {
      long values =
          pool.preparedQuery(CandleSql.CLOSED)
              .execute(page)
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
