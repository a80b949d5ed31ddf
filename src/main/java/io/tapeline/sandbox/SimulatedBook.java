package io.tapeline.sandbox;

import io.tapeline.market.Decimal;
import io.tapeline.sandbox.price.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An order book: the best level of each side, then levels on a fixed grid of prices whose size
 * depends on the price alone, so that books one after the other differ in few levels.
 *
 * @param bids highest first
 * @param asks lowest first
 */
public record SimulatedBook(List<Level> bids, List<Level> asks) {

  /** All orders at a price; quantity 0 in a change means that the level is gone. */
  public record Level(Decimal price, Decimal quantity) {}

  /** From level to level, as a part of the price. */
  private static final double GRID = 0.0002;

  public SimulatedBook {
    bids = List.copyOf(bids);
    asks = List.copyOf(asks);
  }

  static SimulatedBook of(MarketTerms terms, long seed, BestLevels best, int depth) {
    return new SimulatedBook(
        side(terms, seed, best.bid(), depth, -1), side(terms, seed, best.ask(), depth, 1));
  }

  private static List<Level> side(
      MarketTerms terms, long seed, Level best, int depth, int direction) {
    long start = best.price().unscaledAt(terms.priceScale());
    // A power of two, so that the grid stays where it is while the price moves.
    long step = Long.highestOneBit(Math.max(1, (long) (start * GRID)));
    long cell = Math.floorDiv(start, step);
    List<Level> levels = new ArrayList<>(depth);
    levels.add(best);
    for (int i = 1; i < depth; i++) {
      long ticks = gridTicks(cell, step, start, direction, i);
      if (ticks > 0) {
        levels.add(new Level(terms.price(ticks), size(terms, seed, ticks)));
      }
    }
    return levels;
  }

  /** The nth grid price strictly behind the best one. */
  private static long gridTicks(long cell, long step, long start, int direction, int n) {
    boolean onGrid = cell * step == start;
    long first = direction > 0 || onGrid ? cell + direction : cell;
    return (first + (long) direction * (n - 1)) * step;
  }

  private static Decimal size(MarketTerms terms, long seed, long ticks) {
    double notional = 200 + 20_000 * Hash.unit(Hash.of(seed, ticks));
    return terms.quantity(notional / terms.price(ticks).toBigDecimal().doubleValue());
  }

  /** What has to be set on the book before this one to get this one. */
  public SimulatedBook changesSince(SimulatedBook before) {
    return new SimulatedBook(changes(before.bids, bids), changes(before.asks, asks));
  }

  private static List<Level> changes(List<Level> before, List<Level> now) {
    Map<Decimal, Decimal> old = new HashMap<>();
    before.forEach(level -> old.put(level.price, level.quantity));
    List<Level> changed = new ArrayList<>();
    for (Level level : now) {
      if (!level.quantity.equals(old.remove(level.price))) {
        changed.add(level);
      }
    }
    for (Level level : before) {
      if (old.containsKey(level.price)) {
        changed.add(new Level(level.price, Decimal.ZERO));
      }
    }
    return changed;
  }
}
