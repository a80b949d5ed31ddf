package io.tapeline.access.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Caller;
import io.tapeline.access.app.UsageStore;
import io.tapeline.ops.store.StoreReads;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Usage in PostgreSQL: one row a day, account and route, which is added to. */
@ApplicationScoped
public class PgUsageStore implements UsageStore {

  private static final String ADD =
      """
      INSERT INTO access_usage AS kept (day, account, route, requests, units, refused)
      SELECT * FROM unnest($1::date[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
      ORDER BY 2, 1, 3
      ON CONFLICT (account, day, route) DO UPDATE
      SET requests = kept.requests + excluded.requests, units = kept.units + excluded.units,
          refused = kept.refused + excluded.refused
      """;

  private static final String USED =
      "UPDATE access_key SET last_used_at = clock_timestamp() WHERE id = ANY ($1)";

  private static final String SPENT =
      """
      SELECT account, coalesce(sum(units) FILTER (WHERE day = $2), 0)::bigint, sum(units)::bigint
      FROM access_usage
      WHERE account = ANY ($1) AND day BETWEEN date_trunc('month', $2::date)::date AND $2
      GROUP BY account
      """;

  private static final String OF_TENANT =
      """
      SELECT u.day, u.account, u.route, u.requests, u.units, u.refused
      FROM access_key k JOIN access_usage u ON u.account = 'key:' || k.id
      WHERE k.tenant = $1 AND u.day >= $2 AND u.day < $3 AND (u.day, u.account, u.route) > ($4, $5, $6)
      ORDER BY u.day, u.account, u.route LIMIT $7
      """;

  private final Pool pool;
  private final StoreReads reads;

  public PgUsageStore(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  /** In one order, lest two processes wait for each other's rows. */
  @Override
  public Uni<Void> add(List<Counted> counts) {
    if (counts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple columns =
        Tuple.tuple()
            .addArrayOfLocalDate(
                counts.stream().map(each -> each.line().day()).toArray(LocalDate[]::new))
            .addArrayOfString(
                counts.stream().map(each -> each.line().account()).toArray(String[]::new))
            .addArrayOfString(
                counts.stream().map(each -> each.line().route()).toArray(String[]::new))
            .addArrayOfLong(
                counts.stream().map(each -> each.count().requests()).toArray(Long[]::new))
            .addArrayOfLong(counts.stream().map(each -> each.count().units()).toArray(Long[]::new))
            .addArrayOfLong(
                counts.stream().map(each -> each.count().refused()).toArray(Long[]::new));
    return reads.orUnavailable(
        () ->
            pool.withTransaction(
                connection ->
                    connection
                        .preparedQuery(ADD)
                        .execute(columns)
                        .chain(_ -> connection.preparedQuery(USED).execute(Tuple.of(keys(counts))))
                        .replaceWithVoid()));
  }

  private static UUID[] keys(List<Counted> counts) {
    return counts.stream()
        .map(each -> Caller.keyOf(each.line().account()))
        .flatMap(Optional::stream)
        .distinct()
        .sorted()
        .toArray(UUID[]::new);
  }

  @Override
  public Uni<Map<String, Spent>> spent(List<String> accounts, LocalDate day) {
    if (accounts.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(SPENT)
                .execute(Tuple.of(accounts.toArray(String[]::new), day))
                .map(
                    rows ->
                        rows.stream()
                            .collect(
                                Collectors.toMap(
                                    row -> row.getString(0),
                                    row -> new Spent(row.getLong(1), row.getLong(2))))));
  }

  @Override
  public Uni<List<Counted>> of(
      UUID tenant, LocalDate from, LocalDate to, @Nullable Line after, int limit) {
    Line last = after == null ? new Line(from, "", "") : after;
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(OF_TENANT)
                .execute(
                    Tuple.from(
                        List.of(tenant, from, to, last.day(), last.account(), last.route(), limit)))
                .map(rows -> rows.stream().map(PgUsageStore::counted).toList()));
  }

  private static Counted counted(Row row) {
    return new Counted(
        new Line(row.getLocalDate(0), row.getString(1), row.getString(2)),
        new Count(row.getLong(3), row.getLong(4), row.getLong(5)));
  }
}
