package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.Horizon;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Stored signals as they were known at a moment. */
@ApplicationScoped
public class SignalHistory {

  private final SignalStore store;
  private final StoreConfig config;
  private final Horizon horizon;

  public SignalHistory(SignalStore store, StoreConfig config) {
    this.store = store;
    this.config = config;
    this.horizon = new Horizon(nanos -> ask(() -> store.horizon(nanos)));
  }

  /** Up to which moment all is stored. Fails with {@code store_unavailable}. */
  public Horizon horizon() {
    return horizon;
  }

  /**
   * The first of a range, the newest revision of each. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos not later than the {@link #horizon}
   */
  public Uni<List<Recorded>> read(SignalRange range, long asOfNanos, int limit) {
    return ask(() -> store.history(range, asOfNanos, limit));
  }

  /** All of a range, page by page. */
  public SignalStream stream(SignalRange range, long asOfNanos) {
    return new SignalStream(this, range, asOfNanos);
  }

  private <T> Uni<T> ask(Supplier<Uni<T>> question) {
    return config.enabled()
        ? question.get()
        : Uni.createFrom().failure(new ProblemException(new Problem.StoreUnavailable()));
  }
}
