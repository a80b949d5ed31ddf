package io.tapeline.chain.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.retention.Edges;
import io.tapeline.ops.store.Horizon;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Stored blocks as they were known at a moment. All fail with {@code store_unavailable}. */
@ApplicationScoped
public class BlockHistory {

  private final BlockReads store;
  private final StoreConfig config;
  private final Edges edges;
  private final Horizon horizon;

  public BlockHistory(BlockReads store, StoreConfig config, Edges edges) {
    this.store = store;
    this.edges = edges;
    this.config = config;
    this.horizon = new Horizon(nanos -> ask(() -> store.horizon(nanos)));
  }

  /** Up to which moment all is stored, of all chains. */
  public Horizon horizon() {
    return horizon;
  }

  /**
   * The first ones.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public Uni<List<KeptBlock>> list(BlockQuery query, long asOfNanos, int limit) {
    return ask(() -> store.list(query, asOfNanos, limit));
  }

  /** Fails with {@code no_longer_kept} where events behind a place were removed. */
  public Uni<Void> requireEvents(String chain, ChainEvent.Place behind) {
    return ask(() -> edges.require(chain, edge -> !behind.time().isAfter(edge.moment())));
  }

  /** The first events behind a place, of those that were recorded by a moment. */
  public Uni<List<ChainEvent>> events(
      String chain, ChainEvent.Place behind, long toNanos, int limit) {
    return ask(() -> store.events(chain, behind, toNanos, limit));
  }

  /**
   * Up to where blocks were known, safe and final; nothing where none was stored by then. Fails
   * with {@code no_longer_kept} where those that were known then are removed.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public Uni<Optional<Standing>> standing(String chain, long asOfNanos) {
    return ask(
        () ->
            store
                .standing(chain, asOfNanos)
                .call(
                    found ->
                        found.isPresent()
                            ? Uni.createFrom().voidItem()
                            : edges.require(chain, _ -> true)));
  }

  private <T> Uni<T> ask(Supplier<Uni<T>> question) {
    return config.enabled()
        ? question.get()
        : Uni.createFrom().failure(new ProblemException(new Problem.StoreUnavailable()));
  }
}
