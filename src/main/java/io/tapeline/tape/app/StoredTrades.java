package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Market;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.function.Function;

/** The store as readers see it: it answers, or the problem is {@code store_unavailable}. */
@ApplicationScoped
public class StoredTrades {

  private final StoreConfig store;
  private final Instance<TradeStore> stores;

  public StoredTrades(StoreConfig store, @Any Instance<TradeStore> stores) {
    this.store = store;
    this.stores = stores;
  }

  /** Whether anything is stored at all, by configuration. */
  boolean isThere() {
    return store.enabled();
  }

  /** As {@link TradeStore#writtenUpToNanos}. */
  long writtenUpToNanos() {
    return stores.get().writtenUpToNanos();
  }

  /** As {@link TradeStore#read}. */
  Uni<List<Traded>> read(TradeRange range, long asOfNanos, int limit) {
    return ask(kept -> kept.read(range, asOfNanos, limit));
  }

  /** As {@link TradeStore#knows}; no where nothing is stored by configuration. */
  Uni<Boolean> knows(Market market) {
    return isThere() ? ask(kept -> kept.knows(market)) : Uni.createFrom().item(false);
  }

  /** As {@link TradeStore#horizon}. */
  Uni<Long> horizon(long atLeastNanos) {
    return ask(kept -> kept.horizon(atLeastNanos));
  }

  private <T> Uni<T> ask(Function<TradeStore, Uni<T>> question) {
    return isThere()
        ? question.apply(stores.get()).onFailure().transform(_ -> unavailable())
        : Uni.createFrom().failure(unavailable());
  }

  private static ProblemException unavailable() {
    return new ProblemException(new Problem.StoreUnavailable());
  }
}
