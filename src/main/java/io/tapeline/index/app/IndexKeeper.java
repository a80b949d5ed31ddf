package io.tapeline.index.app;

import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.exchange.app.ListingFollower;
import io.tapeline.exchange.app.VenueListing;
import io.tapeline.index.IndexEngine;
import io.tapeline.index.IndexPrice;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.app.TapeFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the tape and keeps the index prices: on the board, in candles, one a second in store. */
@ApplicationScoped
public class IndexKeeper implements TapeFollower, ListingFollower {

  private static final long STORE_EVERY_NANOS = 1_000_000_000L;
  private static final int CHANGE_DIGITS = 8;

  private final IndexEngine engine;
  private final PriceBoard board;
  private final PoolBoard pools;
  private final CandleKeeper candles;
  private final Instance<IndexPriceStore> stores;
  private final List<PriceFollower> followers;
  private final Map<Asset, Series> seriesByBase = new HashMap<>();
  private final DayHistory days;
  private final Set<Series> watched = new HashSet<>();

  public IndexKeeper(
      IndexConfig config,
      PriceBoard board,
      PoolBoard pools,
      CandleKeeper candles,
      @Any Instance<IndexPriceStore> stores,
      @Any Instance<PriceFollower> followers) {
    this.engine = new IndexEngine(config.rules());
    this.board = board;
    this.pools = pools;
    this.candles = candles;
    this.stores = stores;
    this.followers = followers.stream().toList();
    this.days = new DayHistory(candles);
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public void listed(Venue venue, String venueName, VenueListing listing) {
    engine.references(listing.usdReferencePrices());
  }

  @Override
  public void on(TapeEvent event) {
    switch (event) {
      case TapeEvent.Traded(Trade trade, Origin origin) -> {
        if (origin == Origin.LIVE) {
          traded(trade);
        }
      }
      case TapeEvent.Quoted(var quote) -> {
        engine.quoted(quote);
        board.quoted(quote);
      }
      case TapeEvent.Watching(var markets, String connection, long time) ->
          engine.watching(markets, connection, time);
      case TapeEvent.Lost(var markets, String connection, _) -> engine.lost(markets, connection);
      case TapeEvent.Alive(String connection, long time) -> engine.alive(connection, time);
    }
  }

  private void traded(Trade trade) {
    engine.traded(trade);
    board.traded(trade);
    Decimal converted = engine.converted(trade);
    if (converted != null) {
      candles.indexVolume(series(trade.market().instrument().base()), trade, converted);
    }
  }

  @Override
  public void tick(long timeNanos) {
    days.tick(timeNanos);
    pools.takeNews(engine::read);
    engine.tick(timeNanos, this::priced);
  }

  private void priced(IndexPrice price) {
    Instrument instrument = price.instrument();
    Series series = series(instrument.base());
    if (price.stale()) {
      if (watched.remove(series)) {
        candles.indexWatched(series, false, price.timeNanos());
      }
    } else {
      if (watched.add(series)) {
        candles.indexWatched(series, true, price.timeNanos());
      }
      candles.indexPrice(series, price.price(), price.timeNanos());
    }
    days.priced(series, price.timeNanos());
    PriceBoard.Entry entry = entry(price);
    board.price(entry);
    followers.forEach(follower -> follower.priced(entry));
    if (price.timeNanos() % STORE_EVERY_NANOS == 0) {
      stores.forEach(store -> store.append(price));
    }
  }

  private Series series(Asset base) {
    Series known = seriesByBase.get(base);
    if (known != null) {
      return known;
    }
    Series made = Series.index(engine.instrument(base));
    seriesByBase.put(base, made);
    return made;
  }

  private PriceBoard.Entry entry(IndexPrice price) {
    Instrument instrument = price.instrument();
    return new PriceBoard.Entry(
        price, change(price.price(), days.openingPrice(instrument)), days.volume(instrument));
  }

  /** price / before − 1, eight digits after the point. */
  private static @Nullable Decimal change(Decimal price, @Nullable Decimal before) {
    if (before == null) {
      return null;
    }
    BigDecimal ratio = Decimal.quotient(price.toBigDecimal(), before.toBigDecimal()).toBigDecimal();
    return Decimal.of(
        ratio.subtract(BigDecimal.ONE).setScale(CHANGE_DIGITS, RoundingMode.HALF_EVEN));
  }
}
