package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Market;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.TapeEvent.Traded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Answers questions about trades: the newest from memory, older ones from the store. */
@ApplicationScoped
public class TradeReader {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final RecentTrades recent;
  private final StoreConfig store;
  private final Instance<TradeStore> stores;

  public TradeReader(RecentTrades recent, StoreConfig store, @Any Instance<TradeStore> stores) {
    this.recent = recent;
    this.store = store;
    this.stores = stores;
  }

  /**
   * Trades of a market by event time, then id, ascending: the first {@code limit} of the range.
   * Fails with {@code store_unavailable} if memory does not reach back far enough and the store
   * can't be asked.
   *
   * @param fromNanos inclusive
   * @param toNanos exclusive
   */
  public Uni<List<Traded>> between(Market market, long fromNanos, long toNanos, int limit) {
    List<Traded> inMemory = recent.traded(market);
    List<Traded> found =
        inMemory.stream().filter(t -> isIn(t, fromNanos, toNanos)).limit(limit).toList();
    boolean reachesBack =
        !inMemory.isEmpty() && inMemory.getFirst().trade().eventTimeNanos() < fromNanos;
    if (reachesBack || !store.enabled()) {
      return Uni.createFrom().item(found);
    }
    return stores
        .get()
        .between(market, fromNanos, toNanos, limit)
        .onFailure()
        .transform(_ -> new ProblemException(new Problem.StoreUnavailable(RETRY_AFTER)))
        .map(stored -> joined(stored, found, limit));
  }

  private static List<Traded> joined(List<Traded> stored, List<Traded> inMemory, int limit) {
    TreeSet<Traded> all = new TreeSet<>(RecentTrades.ORDER);
    all.addAll(stored);
    all.addAll(inMemory);
    return all.stream().limit(limit).toList();
  }

  private static boolean isIn(Traded traded, long fromNanos, long toNanos) {
    long time = traded.trade().eventTimeNanos();
    return time >= fromNanos && time < toNanos;
  }
}
