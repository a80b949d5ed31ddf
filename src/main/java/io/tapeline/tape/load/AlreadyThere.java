package io.tapeline.tape.load;

import io.tapeline.load.Refusal;
import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds trades of a file among those that are stored: by their id, where the file tells it, and
 * else by what they say and how many equal ones there are. A feed and a file may tell the time of
 * the same trade in different units, milli- and microseconds; that difference is none.
 */
final class AlreadyThere {

  private static final long MILLI = 1_000_000;

  private record Likeness(long time, Decimal price, Decimal quantity) {}

  private final long unit;
  private final Map<TradeId, Trade> byId = new HashMap<>();
  private final Map<Likeness, Map<Side, Integer>> alike = new HashMap<>();

  /** Numbers of matches, from the last of each trade to the first. */
  private final NavigableMap<Long, Long> numbers = new TreeMap<>();

  /**
   * @param resolutionNanos the unit of the file's times
   */
  AlreadyThere(long resolutionNanos) {
    this.unit = Math.max(MILLI, resolutionNanos);
  }

  void add(List<Trade> stored) {
    for (Trade trade : stored) {
      alike
          .computeIfAbsent(likeness(trade), _ -> new HashMap<>())
          .merge(trade.side(), 1, Integer::sum);
      know(trade);
    }
  }

  private void know(Trade trade) {
    byId.put(trade.id(), trade);
    if (trade.id().isNumber()) {
      numbers.put(trade.id().low(), trade.firstNumber());
    }
  }

  private Likeness likeness(Trade trade) {
    return new Likeness(
        Math.floorDiv(trade.eventTimeNanos(), unit), trade.price(), trade.quantity());
  }

  /**
   * Whether a trade is stored; if not, it is from now on taken to be.
   *
   * @throws Refusal if another one of its id is stored, or part of its matches
   */
  boolean has(FileTrade told) throws Refusal {
    return told.identified() ? hasId(told.trade()) : hasLike(told);
  }

  private boolean hasId(Trade trade) throws Refusal {
    Trade same = byId.get(trade.id());
    if (same != null && same.matches() == trade.matches()) {
      check(trade, same);
      return true;
    }
    boolean there = trade.id().isNumber() && hasMatches(trade);
    if (!there) {
      know(trade);
    }
    return there;
  }

  private void check(Trade trade, Trade same) throws Refusal {
    boolean sides =
        trade.side() == same.side() || trade.side() == Side.UNKNOWN || same.side() == Side.UNKNOWN;
    boolean times = Math.abs(trade.eventTimeNanos() - same.eventTimeNanos()) <= unit;
    if (!sides
        || !times
        || !trade.price().equals(same.price())
        || !trade.quantity().equals(same.quantity())) {
      throw new Refusal(
          "another trade of the same id is stored",
          "%s: %s at %s".formatted(same.id(), same.quantity(), same.price()));
    }
  }

  /**
   * Whether trades that count their matches otherwise, one by one or together, hold all of these.
   */
  private boolean hasMatches(Trade trade) throws Refusal {
    long next = trade.firstNumber();
    long last = trade.id().low();
    var at = numbers.ceilingEntry(next);
    if (at == null || at.getValue() > last) {
      return false;
    }
    while (next <= last && at != null && at.getValue() <= next) {
      next = at.getKey() + 1;
      at = numbers.ceilingEntry(next);
    }
    if (next <= last) {
      throw new Refusal(
          "its matches are stored in part", "%d to %d".formatted(trade.firstNumber(), last));
    }
    return true;
  }

  private boolean hasLike(FileTrade told) {
    Side own = told.trade().side();
    int there = 0;
    for (Map.Entry<Side, Integer> each :
        alike.getOrDefault(likeness(told.trade()), Map.of()).entrySet()) {
      Side side = each.getKey();
      there += side == own || side == Side.UNKNOWN || own == Side.UNKNOWN ? each.getValue() : 0;
    }
    return told.equalBefore() < there;
  }
}
