package io.tapeline.candle.app;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleBuilder.Applied;
import io.tapeline.candle.Series;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.ops.CandleMeters;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.app.TapeFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Follows the tape and makes the candles of every market, and of every index it is told prices of.
 */
@ApplicationScoped
public class CandleKeeper implements TapeFollower {

  private final CandleConfig config;
  private final CandleMeters meters;
  private final Instance<CandleStore> stores;
  private final Map<Series, SeriesCandles> bySeries = new ConcurrentHashMap<>();
  private final Map<Market, SeriesCandles> byMarket = new java.util.HashMap<>();
  // ticks go through all series in one order, or two replays would store in two orders
  private final Map<String, SeriesCandles> inOrder = new TreeMap<>();
  private final List<BiConsumer<Series, Candle>> listeners = new CopyOnWriteArrayList<>();

  public CandleKeeper(CandleConfig config, CandleMeters meters, @Any Instance<CandleStore> stores) {
    this.config = config;
    this.meters = meters;
    this.stores = stores;
  }

  @Override
  public int order() {
    return 10;
  }

  /** Adds one who hears every closed candle and every revision, on the tape's thread. */
  public void listen(BiConsumer<Series, Candle> listener) {
    listeners.add(listener);
  }

  @Override
  public void on(TapeEvent event) {
    switch (event) {
      case TapeEvent.Traded(Trade trade, Origin origin) -> traded(trade, origin);
      case TapeEvent.Watching(var markets, String connection, long time) ->
          markets.forEach(market -> watching(market, connection, time));
      case TapeEvent.Lost(var markets, String connection, long time) ->
          markets.forEach(market -> lost(market, connection, time));
      case TapeEvent.Quoted _, TapeEvent.Alive _ -> {}
    }
  }

  private void traded(Trade trade, Origin origin) {
    if (origin == Origin.SNAPSHOT) {
      return;
    }
    SeriesCandles candles = of(trade.market());
    candles.seconds.apply(trade, candles.closedSecond());
    Applied applied = candles.minutes.apply(trade, candles.closedMinute());
    candles.changed();
    switch (applied) {
      case OPEN -> {}
      case REVISED -> meters.late(trade.market().venue().id()).increment();
      case OUT_OF_REACH -> meters.outOfReach(trade.market().venue().id()).increment();
    }
  }

  private void watching(Market market, String connection, long timeNanos) {
    SeriesCandles candles = of(market);
    candles.seconds.watching(connection, timeNanos);
    candles.minutes.watching(connection, timeNanos);
  }

  private void lost(Market market, String connection, long timeNanos) {
    SeriesCandles candles = of(market);
    candles.seconds.lost(connection, timeNanos);
    candles.minutes.lost(connection, timeNanos);
  }

  /** The price of an index at a tick. */
  public void indexPrice(Series series, Decimal price, long timeNanos) {
    SeriesCandles candles = of(series);
    candles.seconds.price(price, timeNanos);
    candles.minutes.price(price, timeNanos);
    candles.changed();
  }

  /** From now on an index has a price, or has none. */
  public void indexWatched(Series series, boolean watched, long timeNanos) {
    SeriesCandles candles = of(series);
    if (watched) {
      candles.seconds.watching("index", timeNanos);
      candles.minutes.watching("index", timeNanos);
    } else {
      candles.seconds.lost("index", timeNanos);
      candles.minutes.lost("index", timeNanos);
    }
  }

  /** A trade on a market of an index, and what a unit of its quote asset is worth. */
  public void indexVolume(Series series, Trade trade, Decimal rate) {
    SeriesCandles candles = of(series);
    candles.seconds.volume(trade, rate, trade.receivedTimeNanos());
    candles.minutes.volume(trade, rate, trade.receivedTimeNanos());
    candles.changed();
  }

  @Override
  public void tick(long timeNanos) {
    inOrder.values().forEach(candles -> candles.tick(timeNanos));
  }

  /** The candles of a series in memory; any thread. */
  Optional<SeriesCandles> candles(Series series) {
    return Optional.ofNullable(bySeries.get(series));
  }

  /** Whether the series has been seen since the start; any thread. */
  public boolean knows(Series series) {
    return bySeries.containsKey(series);
  }

  private SeriesCandles of(Market market) {
    SeriesCandles known = byMarket.get(market);
    if (known != null) {
      return known;
    }
    SeriesCandles made = of(Series.of(market));
    byMarket.put(market, made);
    return made;
  }

  private SeriesCandles of(Series series) {
    return bySeries.computeIfAbsent(
        series,
        _ -> {
          SeriesCandles made = new SeriesCandles(series, config, this::closed);
          inOrder.put(series.id(), made);
          return made;
        });
  }

  private void closed(Series series, Candle candle) {
    stores.forEach(store -> store.append(series, candle));
    listeners.forEach(listener -> listener.accept(series, candle));
  }
}
