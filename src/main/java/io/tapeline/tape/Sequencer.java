package io.tapeline.tape;

import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.tape.SequenceGuard.Sequencing;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Orders the trades of all markets: each once, snapshots told apart from what happened while we
 * watched. Runs behind the merge of all connections, so that the same recording gives the same
 * verdicts whatever the timing of its sockets.
 */
public final class Sequencer {

  private final Predicate<Market> numbersMatches;
  private final Map<Market, Lane> lanes = new HashMap<>();

  private static final class Lane {
    final SequenceGuard guard;
    long watchedSinceNanos = Long.MAX_VALUE;

    Lane(SequenceGuard guard) {
      this.guard = guard;
    }
  }

  /**
   * @param numbersMatches whether the market's venue numbers its matches one by one
   */
  public Sequencer(Predicate<Market> numbersMatches) {
    this.numbersMatches = numbersMatches;
  }

  /** The verdict on a trade; it belongs on the tape unless it is a duplicate. */
  public Sequencing accept(Trade trade) {
    return lane(trade).guard.accept(trade);
  }

  /**
   * A trade with its true origin. A snapshot's trades are history, but those that happened while we
   * already watched the market (we were cut off and came back) mend what was missed.
   */
  public Traded settle(Traded traded) {
    Trade trade = traded.trade();
    Lane lane = lane(trade);
    if (traded.origin() == Origin.LIVE) {
      lane.watchedSinceNanos = Math.min(lane.watchedSinceNanos, trade.eventTimeNanos());
      return traded;
    }
    boolean mends =
        traded.origin() == Origin.SNAPSHOT && trade.eventTimeNanos() >= lane.watchedSinceNanos;
    return mends ? new Traded(trade, Origin.REPAIR) : traded;
  }

  private Lane lane(Trade trade) {
    Lane known = lanes.get(trade.market());
    if (known != null) {
      return known;
    }
    boolean consecutive = numbersMatches.test(trade.market()) && trade.id().isNumber();
    Lane made = new Lane(consecutive ? new ConsecutiveGuard() : new RecentIdsGuard());
    lanes.put(trade.market(), made);
    return made;
  }
}
