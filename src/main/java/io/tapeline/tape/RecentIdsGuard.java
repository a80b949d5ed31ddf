package io.tapeline.tape;

import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.HashSet;
import java.util.Set;

/**
 * A guard for venues whose trade ids tell trades apart and no more: remembers the last {@link
 * #REMEMBERED} ids, far more than a reconnect or a repair repeats.
 */
public final class RecentIdsGuard implements SequenceGuard {

  private static final int REMEMBERED = 8192;

  private final TradeId[] ring = new TradeId[REMEMBERED];
  private final Set<TradeId> known = new HashSet<>();
  private int next;

  @Override
  public Sequencing accept(Trade trade) {
    if (!known.add(trade.id())) {
      return DUPLICATE;
    }
    if (ring[next] != null) {
      known.remove(ring[next]);
    }
    ring[next] = trade.id();
    next = (next + 1) % REMEMBERED;
    return ACCEPTED;
  }
}
