package io.tapeline.ops.store;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.Upstream;
import io.tapeline.ops.upstream.Upstreams;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * What callers wait for of the database: each read ends in time, and while the database fails none
 * waits for it. Writes have their spools, which wait and try again by themselves.
 */
@ApplicationScoped
public class StoreReads {

  private final Upstream database;

  public StoreReads(StoreConfig config, Upstreams upstreams) {
    database =
        upstreams.of(
            Care.of("postgresql", config.readTimeout()).failing(PgFailures::isOfTheDatabase));
  }

  public <T> Uni<T> of(Supplier<Uni<T>> read) {
    return database.call(read);
  }

  /** The same for whoever is told no more than that there is no answer now. */
  public <T> Uni<T> orUnavailable(Supplier<Uni<T>> read) {
    return of(read)
        .onFailure()
        .transform(_ -> new ProblemException(new Problem.StoreUnavailable()));
  }
}
