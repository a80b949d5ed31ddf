package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleBuilder.Applied;
import io.tapeline.candle.Series;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.ops.CandleMeters;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TapeFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
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

  /** An index is watched as long as it has a price. */
  private static final String INDEX = "index";

  private final CandleConfig config;
  private final CandleMeters meters;
  private final Instance<CandleStore> stores;
  private final Map<Series, SeriesCandles> bySeries = new ConcurrentHashMap<>();
  private final Map<Market, SeriesCandles> byMarket = new HashMap<>();
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
          markets.forEach(market -> of(market).watching(connection, time));
      case TapeEvent.Lost(var markets, String connection, long time) ->
          markets.forEach(market -> of(market).lost(connection, time));
      case TapeEvent.Quoted _, TapeEvent.Alive _ -> {}
    }
  }

  private void traded(Trade trade, Origin origin) {
    if (!origin.makesCandles()) {
      return;
    }
    Applied applied = of(trade.market()).apply(trade);
    switch (applied) {
      case OPEN -> {}
      case REVISED -> meters.late(trade.market().venue().id()).increment();
      case OUT_OF_REACH -> meters.outOfReach(trade.market().venue().id()).increment();
    }
  }

  /**
   * Goes on from kept history, before the first event of the series. Nothing of it is told or
   * stored again.
   *
   * @param recent the newest revision of each candle kept of late, of both base intervals, by open
   *     time ascending
   * @param sinceLastClosed kept trades of the market, at least all since the newest candle; older
   *     ones let late trades revise the candles that they made
   * @throws IllegalStateException if the series is already under way
   */
  public void seed(Series series, List<Candle> recent, List<Traded> sinceLastClosed) {
    List<Trade> trades =
        sinceLastClosed.stream()
            .filter(traded -> traded.origin().makesCandles())
            .map(Traded::trade)
            .toList();
    of(series).seed(recent, trades);
  }

  /** The price of an index at a tick. */
  public void indexPrice(Series series, Decimal price, long timeNanos) {
    of(series).price(price, timeNanos);
  }

  /** From now on an index has a price, or has none. */
  public void indexWatched(Series series, boolean watched, long timeNanos) {
    if (watched) {
      of(series).watching(INDEX, timeNanos);
    } else {
      of(series).lost(INDEX, timeNanos);
    }
  }

  /** A trade on a market of an index, and its price in the index's quote asset. */
  public void indexVolume(Series series, Trade trade, Decimal convertedPrice) {
    of(series).volume(trade, convertedPrice);
  }

  @Override
  public void tick(long timeNanos) {
    inOrder.values().forEach(candles -> candles.tick(timeNanos));
  }

  /**
   * The closed candles that are in the store, ascending, at most as many as fit between these open
   * times; none without a store. Any thread.
   *
   * @param toNanos exclusive
   */
  public Uni<List<Candle>> stored(Series series, Interval base, long fromNanos, long toNanos) {
    int most = (int) ((toNanos - fromNanos) / base.nanos());
    return stores.isUnsatisfied()
        ? Uni.createFrom().item(List.of())
        : stores.get().closed(series, base, fromNanos, toNanos, Long.MAX_VALUE, most);
  }

  /**
   * Forgets closed candles that open before a time, as they may have been corrected in the store;
   * any thread.
   */
  void forget(Series series, long beforeNanos) {
    candles(series).ifPresent(candles -> candles.forget(beforeNanos));
  }

  /** Forgets all closed candles; any thread. */
  void forgetAll() {
    bySeries.values().forEach(candles -> candles.forget(Long.MAX_VALUE));
  }

  /** As {@link CandleStore#writtenUpToNanos}. */
  long writtenUpToNanos() {
    return stores.isUnsatisfied() ? Long.MAX_VALUE : stores.get().writtenUpToNanos();
  }

  /** The candles of a series in memory; any thread. */
  Optional<SeriesCandles> candles(Series series) {
    return Optional.ofNullable(bySeries.get(series));
  }

  /** The markets that have been seen since the start; any thread. */
  List<Series> markets() {
    return bySeries.keySet().stream().filter(series -> series.venue() != null).toList();
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
