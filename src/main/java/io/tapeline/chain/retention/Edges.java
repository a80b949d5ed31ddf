package io.tapeline.chain.retention;

import io.smallrye.mutiny.Uni;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;

/** Has answers say that what they were asked for is removed, where they would be empty instead. */
@ApplicationScoped
public class Edges {

  private final EdgeStore store;

  public Edges(EdgeStore store) {
    this.store = store;
  }

  /** Asked after the answer was read. */
  public Uni<Optional<Edge>> of(String chain) {
    return store.edge(chain);
  }

  /**
   * Fails with {@code no_longer_kept} where blocks were removed and the answer would have needed
   * them.
   */
  public Uni<Void> require(String chain, Predicate<Edge> isBehind) {
    return of(chain)
        .invoke(
            edge -> {
              if (edge.filter(isBehind).isPresent()) {
                throw new ProblemException(gone(chain, edge.get()));
              }
            })
        .replaceWithVoid();
  }

  /** What was asked for is behind the edge. */
  public static Problem gone(String chain, Edge edge) {
    return new Problem.NoLongerKept(chain, edge.number(), edge.time());
  }
}
