package io.tapeline.ops.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Short keys for the ids of markets and index instruments, made when first needed. */
@ApplicationScoped
public class SeriesKeys {

  private final Pool pool;
  private final Map<String, Integer> known = new ConcurrentHashMap<>();

  public SeriesKeys(Pool pool) {
    this.pool = pool;
  }

  /** After a failed write: the database may have been emptied or restored behind our back. */
  public void forget() {
    known.clear();
  }

  /** The keys of all these ids. */
  public Uni<Map<String, Integer>> of(Set<String> ids) {
    Set<String> missing =
        ids.stream().filter(id -> !known.containsKey(id)).collect(Collectors.toSet());
    if (missing.isEmpty()) {
      return Uni.createFrom().item(known);
    }
    // in one order always: two that make the same ones in another each would wait for each other
    String[] names = missing.stream().sorted().toArray(String[]::new);
    return pool.preparedQuery(
            "INSERT INTO series (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING")
        .execute(Tuple.of(names))
        .chain(
            _ ->
                pool.preparedQuery("SELECT name, id FROM series WHERE name = ANY ($1::text[])")
                    .execute(Tuple.of(names)))
        .map(
            rows -> {
              rows.forEach(row -> known.put(row.getString(0), row.getInteger(1)));
              return known;
            });
  }
}
