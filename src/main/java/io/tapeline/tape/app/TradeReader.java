package io.tapeline.tape.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradePlace;
import io.tapeline.tape.TradeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Answers questions about trades: the newest from memory, older ones from the store. */
@ApplicationScoped
public class TradeReader {

  /** What is older may have been imported since it was heard, which memory does not know. */
  private static final Duration ONLY_HEARD = Duration.ofMinutes(10);

  private final RecentTrades recent;
  private final StoredTrades stored;
  private final TapeTime time;

  public TradeReader(RecentTrades recent, StoredTrades stored, TapeTime time) {
    this.recent = recent;
    this.stored = stored;
    this.time = time;
  }

  /**
   * Trades of a range by event time, then id, ascending: the first {@code limit}. Fails with {@code
   * store_unavailable} if memory does not reach back far enough and the store can't be asked.
   */
  public Uni<List<Traded>> read(TradeRange range, int limit) {
    List<Traded> inMemory = recent.traded(range.market());
    List<Traded> found =
        inMemory.stream().filter(traded -> range.has(traded.trade())).limit(limit).toList();
    return reachesBack(inMemory, range) || !stored.isThere()
        ? Uni.createFrom().item(found)
        : stored.read(range, Long.MAX_VALUE, limit).map(older -> joined(older, found, limit));
  }

  /** What is left out of memory is before the first in it. */
  private boolean reachesBack(List<Traded> inMemory, TradeRange range) {
    return range.after().eventNanos() >= time.nanos() - ONLY_HEARD.toNanos()
        && !inMemory.isEmpty()
        && TradePlace.of(inMemory.getFirst().trade()).compareTo(range.after()) <= 0;
  }

  private static List<Traded> joined(List<Traded> stored, List<Traded> inMemory, int limit) {
    TreeSet<Traded> all = new TreeSet<>(RecentTrades.ORDER);
    all.addAll(stored);
    all.addAll(inMemory);
    return all.stream().limit(limit).toList();
  }
}
