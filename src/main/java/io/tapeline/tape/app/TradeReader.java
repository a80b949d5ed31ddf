package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Market;
import io.tapeline.tape.TapeEvent.Traded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.TreeSet;

/** Answers questions about trades: the newest from memory, older ones from the store. */
@ApplicationScoped
public class TradeReader {

  private final RecentTrades recent;
  private final Instance<TradeStore> stores;

  public TradeReader(RecentTrades recent, @Any Instance<TradeStore> stores) {
    this.recent = recent;
    this.stores = stores;
  }

  /**
   * Trades of a market by event time, then id, ascending: the first {@code limit} of the range.
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
    if (reachesBack || stores.isUnsatisfied()) {
      return Uni.createFrom().item(found);
    }
    return stores
        .get()
        .between(market, fromNanos, toNanos, limit)
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
