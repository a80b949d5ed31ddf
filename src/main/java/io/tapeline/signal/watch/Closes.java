package io.tapeline.signal.watch;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Block;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A stretch of candles of one interval at whose closes a verdict may have changed, by their open
 * times, nanoseconds since 1970 UTC.
 *
 * @param fromNanos inclusive
 * @param toNanos exclusive
 */
public record Closes(long fromNanos, long toNanos) {

  /**
   * Where changed candles of a series may count, apart from each other and ascending. A figure is
   * made from the candles of its block up to its own, and of a window before the block: so a candle
   * counts from its own close to the end of the last block whose window it lies in.
   *
   * @param judged the interval whose closes these are
   * @param changed of any interval
   */
  public static List<Closes> touched(
      Watchlist list, Interval judged, Collection<PartialCandle> changed) {
    Map<Interval, Integer> warmups = list.warmups(judged);
    List<Closes> each =
        changed.stream()
            .filter(candle -> warmups.containsKey(candle.interval()))
            .map(candle -> touched(candle, warmups.getOrDefault(candle.interval(), 0), judged))
            .sorted(Comparator.comparingLong(Closes::fromNanos))
            .toList();
    List<Closes> apart = new ArrayList<>();
    for (Closes next : each) {
      if (apart.isEmpty() || apart.getLast().toNanos < next.fromNanos) {
        apart.add(next);
      } else {
        Closes last = apart.removeLast();
        apart.add(new Closes(last.fromNanos, Math.max(last.toNanos, next.toNanos)));
      }
    }
    return apart;
  }

  private static Closes touched(PartialCandle candle, int warmup, Interval judged) {
    Block block = Block.holding(candle.interval(), candle.openTimeNanos());
    while (block.next().windowNanos(warmup) <= candle.openTimeNanos()) {
      block = block.next();
    }
    // a longer candle is looked at from its close on, until the next one closes
    long later = candle.interval().nanos() - judged.nanos();
    return new Closes(candle.openTimeNanos() + later, block.endNanos() + later);
  }
}
