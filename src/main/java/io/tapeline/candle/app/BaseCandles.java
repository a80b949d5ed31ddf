package io.tapeline.candle.app;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleBuilder;
import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The candles of one series at one of its base intervals: what builds them, those closed of late,
 * the open ones. Written by the tape's thread, read by any.
 */
final class BaseCandles {

  final CandleBuilder builder;
  private final Interval interval;
  private final int capacity;
  private final ConcurrentNavigableMap<Long, Candle> recent = new ConcurrentSkipListMap<>();
  private final Consumer<Candle> closed;
  private volatile List<Candle> open = List.of();
  private boolean changed;

  /**
   * @param closed takes each closed candle and each revision of one
   */
  BaseCandles(Interval interval, CandleConfig config, Consumer<Candle> closed) {
    this.interval = interval;
    this.capacity = config.recentCandles();
    this.builder =
        new CandleBuilder(interval, config.grace().toNanos(), config.remember().toNanos());
    this.closed =
        candle -> {
          keep(candle);
          closed.accept(candle);
        };
  }

  void seed(List<Candle> kept, List<Trade> trades) {
    List<Candle> own = kept.stream().filter(candle -> candle.interval() == interval).toList();
    builder.seed(own, trades);
    own.forEach(this::keep);
    changed = true;
  }

  CandleBuilder.Applied apply(Trade trade) {
    changed = true;
    return builder.apply(trade, closed);
  }

  void changed() {
    changed = true;
  }

  void tick(long timeNanos) {
    builder.tick(timeNanos, closed);
    // an open candle changes with every tick, as more of it has been watched
    if (changed || !open.isEmpty()) {
      changed = false;
      open = builder.open();
    }
  }

  private void keep(Candle candle) {
    recent.put(candle.openTimeNanos(), candle);
    while (recent.size() > capacity) {
      recent.pollFirstEntry();
    }
  }

  /** Closed candles that open before this are no longer answered from memory; any thread. */
  void forget(long beforeNanos) {
    recent.headMap(beforeNanos).clear();
  }

  /** Those in memory from this open time to before that, ascending. */
  List<Candle> between(long fromNanos, long toNanos) {
    // read before the closed ones: one that closes in between is then found twice, not missed
    List<Candle> opened = open;
    List<Candle> found = new ArrayList<>(recent.subMap(fromNanos, true, toNanos, false).values());
    for (Candle candle : opened) {
      long time = candle.openTimeNanos();
      if (time >= fromNanos && time < toNanos && !recent.containsKey(time)) {
        found.add(candle);
      }
    }
    return found;
  }

  /** The open time of the oldest closed one; {@link Long#MAX_VALUE} if there is none. */
  long oldestNanos() {
    var first = recent.firstEntry();
    return first == null ? Long.MAX_VALUE : first.getKey();
  }
}
