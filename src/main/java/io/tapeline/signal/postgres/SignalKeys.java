package io.tapeline.signal.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.StrategyName;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Short keys for strategies, and for what evidence says beside its figures, made when first needed.
 * There are as many as rules have words: a few thousand.
 */
@ApplicationScoped
class SignalKeys {

  /** What evidence says beside its figures. */
  record Reason(
      String strategy,
      Interval interval,
      String indicator,
      @Nullable String against,
      String meaning) {

    static Reason of(Evidence evidence) {
      return new Reason(
          evidence.strategy(),
          evidence.interval(),
          evidence.indicator(),
          evidence.against(),
          evidence.meaning());
    }

    private String againstOrNothing() {
      return against == null ? "" : against;
    }
  }

  private static final Map<Long, Interval> INTERVALS =
      Arrays.stream(Interval.values()).collect(Collectors.toMap(Interval::millis, i -> i));

  private static final String STRATEGIES =
      """
      INSERT INTO signal_strategy (name, version)
      SELECT * FROM unnest($1::text[], $2::int[]) ON CONFLICT DO NOTHING
      """;

  private static final String REASONS =
      """
      INSERT INTO signal_reason (strategy, interval_ms, indicator, against, meaning)
      SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[])
      ON CONFLICT DO NOTHING
      """;

  private final Pool pool;
  private final Map<StrategyName, Integer> strategies = new ConcurrentHashMap<>();
  private final Map<Reason, Integer> reasons = new ConcurrentHashMap<>();
  private final Map<Integer, Reason> byKey = new ConcurrentHashMap<>();

  SignalKeys(Pool pool) {
    this.pool = pool;
  }

  static Interval interval(long millis) {
    return Objects.requireNonNull(INTERVALS.get(millis));
  }

  /** After a failed write: the database may have been emptied or restored behind our back. */
  void forget() {
    strategies.clear();
    reasons.clear();
    byKey.clear();
  }

  int key(StrategyName strategy) {
    return Objects.requireNonNull(strategies.get(strategy));
  }

  int key(Reason reason) {
    return Objects.requireNonNull(reasons.get(reason));
  }

  Reason reason(int key) {
    return Objects.requireNonNull(byKey.get(key));
  }

  /** Makes sure that these have keys. */
  Uni<Void> have(Set<StrategyName> said, Set<Reason> because) {
    List<StrategyName> strange =
        said.stream().filter(name -> !strategies.containsKey(name)).toList();
    List<Reason> unheard = because.stream().filter(each -> !reasons.containsKey(each)).toList();
    Uni<Void> first = strange.isEmpty() ? Uni.createFrom().voidItem() : makeStrategies(strange);
    return unheard.isEmpty() ? first : first.chain(_ -> makeReasons(unheard));
  }

  private Uni<Void> makeStrategies(List<StrategyName> strange) {
    return pool.preparedQuery(STRATEGIES)
        .execute(
            Tuple.of(
                texts(strange, StrategyName::id),
                strange.stream().map(StrategyName::version).toArray(Integer[]::new)))
        .chain(_ -> pool.preparedQuery("SELECT id, name, version FROM signal_strategy").execute())
        .invoke(
            rows ->
                rows.forEach(
                    row ->
                        strategies.put(
                            new StrategyName(row.getString(1), row.getInteger(2)),
                            row.getInteger(0))))
        .replaceWithVoid();
  }

  private Uni<Void> makeReasons(List<Reason> unheard) {
    return pool.preparedQuery(REASONS)
        .execute(
            Tuple.of(
                texts(unheard, Reason::strategy),
                unheard.stream().map(each -> each.interval.millis()).toArray(Long[]::new),
                texts(unheard, Reason::indicator),
                texts(unheard, Reason::againstOrNothing),
                texts(unheard, Reason::meaning)))
        .chain(_ -> readReasons());
  }

  /** Makes sure that these keys, which are stored, are known. */
  Uni<Void> know(Collection<Integer> keys) {
    return byKey.keySet().containsAll(keys) ? Uni.createFrom().voidItem() : readReasons();
  }

  private Uni<Void> readReasons() {
    return pool.preparedQuery(
            "SELECT id, strategy, interval_ms, indicator, against, meaning FROM signal_reason")
        .execute()
        .invoke(this::remember)
        .replaceWithVoid();
  }

  private void remember(RowSet<Row> rows) {
    for (Row row : rows) {
      String against = row.getString(4);
      Reason reason =
          new Reason(
              row.getString(1),
              interval(row.getLong(2)),
              row.getString(3),
              against.isEmpty() ? null : against,
              row.getString(5));
      reasons.put(reason, row.getInteger(0));
      byKey.put(row.getInteger(0), reason);
    }
  }

  private static <T> String[] texts(List<T> all, Function<T, String> text) {
    return all.stream().map(text).toArray(String[]::new);
  }
}
