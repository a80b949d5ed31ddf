package io.tapeline.tape.app;

import io.tapeline.market.Market;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Traded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows the tape: keeps each market's newest trades in memory, passes all on to be stored. */
@ApplicationScoped
public class RecentTrades implements TapeFollower {

  /** The order in which trades are listed: by event time, then by id. */
  public static final Comparator<Traded> ORDER =
      Comparator.<Traded>comparingLong(traded -> traded.trade().eventTimeNanos())
          .thenComparing(traded -> traded.trade().id());

  private static final class Ring {
    final NavigableSet<Traded> trades = new ConcurrentSkipListSet<>(ORDER);
    final AtomicInteger size = new AtomicInteger();
  }

  private final int capacity;
  private final Instance<TradeStore> stores;
  private final Map<Market, Ring> rings = new ConcurrentHashMap<>();

  public RecentTrades(TapeConfig config, @Any Instance<TradeStore> stores) {
    this.capacity = config.recentTrades();
    this.stores = stores;
  }

  @Override
  public int order() {
    return 30;
  }

  @Override
  public void on(TapeEvent event) {
    if (event instanceof Traded traded) {
      keep(traded);
      stores.forEach(store -> store.append(traded));
    }
  }

  private void keep(Traded traded) {
    Ring ring = rings.computeIfAbsent(traded.trade().market(), _ -> new Ring());
    if (ring.trades.add(traded) && ring.size.incrementAndGet() > capacity) {
      ring.trades.pollFirst();
      ring.size.decrementAndGet();
    }
  }

  @Override
  public void tick(long timeNanos) {}

  /** All of a market's trades in memory, ascending; any thread. */
  public List<Traded> traded(Market market) {
    Ring ring = rings.get(market);
    return ring == null ? List.of() : List.copyOf(ring.trades);
  }
}
