package io.tapeline.index;

import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The index prices of all assets: takes what the markets say, gives prices at ticks. Pure: same
 * events and ticks in, same prices out. Not thread-safe.
 */
public final class IndexEngine {

  private static final long EVERY_SECOND = 1_000_000_000L;

  private final IndexRules rules;
  private final Rates rates;
  private final Map<Market, MarketState> markets = new HashMap<>();
  private final Map<String, Watcher> watchers = new HashMap<>();
  private final Map<Asset, AssetState> assets;
  private final List<IndexPrice> stablecoins = new ArrayList<>();

  private static final class AssetState {
    final boolean stablecoin;
    final IndexCalculator calculator;

    AssetState(Asset base, IndexRules rules) {
      this.stablecoin = rules.stablecoins().contains(base);
      this.calculator = new IndexCalculator(base, rules);
    }
  }

  public IndexEngine(IndexRules rules) {
    this.rules = rules;
    this.rates = new Rates(rules);
    // stablecoins first: the others are converted by what these were worth at the tick before
    this.assets =
        new TreeMap<>(
            Comparator.<Asset, Boolean>comparing(asset -> !rules.stablecoins().contains(asset))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** What the index of an asset prices: the asset in the index's quote asset. */
  public Instrument instrument(Asset base) {
    return new Instrument(base, rules.quote(), Instrument.Kind.SPOT);
  }

  /** What venues themselves say assets cost in US dollars; used where no index is known. */
  public void references(Map<Asset, Decimal> usdPrices) {
    usdPrices.forEach(
        (asset, price) -> {
          if (rules.stablecoins().contains(asset)) {
            rates.reference(asset, price);
          }
        });
  }

  public void traded(Trade trade) {
    if (rules.mayHaveIndex(trade.market().instrument())) {
      state(trade.market()).traded(trade);
    }
  }

  public void quoted(Quote quote) {
    if (rules.mayHaveIndex(quote.market().instrument())) {
      state(quote.market()).quoted(quote);
    }
  }

  /** What a pool says now, in place of what it said before. Its instrument is eligible. */
  public void read(PoolReading pool) {
    if (!rules.isEligible(pool.pool().instrument())) {
      throw new IllegalArgumentException(pool.pool() + " can't be part of an index");
    }
    asset(pool.pool().instrument().base()).calculator.read(pool);
  }

  public void watching(Collection<Market> watched, String connection, long timeNanos) {
    Watcher watcher = watchers.computeIfAbsent(connection, _ -> new Watcher(timeNanos));
    watcher.heard(timeNanos);
    for (Market market : watched) {
      if (rules.mayHaveIndex(market.instrument())) {
        state(market).watched(watcher);
      }
    }
  }

  public void alive(String connection, long timeNanos) {
    Watcher watcher = watchers.get(connection);
    if (watcher != null) {
      watcher.heard(timeNanos);
    }
  }

  public void lost(Collection<Market> watched, String connection) {
    Watcher watcher = watchers.get(connection);
    for (Market market : watched) {
      MarketState state = markets.get(market);
      if (state != null && watcher != null) {
        state.lost(watcher);
      }
    }
  }

  /**
   * A trade's price in the index's quote asset, at the rate of the tick before; null if its market
   * takes no part in the index of its base, or no rate is known.
   */
  public @Nullable Decimal converted(Trade trade) {
    Instrument instrument = trade.market().instrument();
    if (!rules.isEligible(instrument)) {
      return null;
    }
    Decimal rate = rates.of(instrument.quote()).value();
    return rate == null ? null : trade.price().timesRounded(rate);
  }

  /**
   * Prices at a tick, the stablecoins' first: of every asset of which something was heard since the
   * last, and once a second of all, as markets also change by growing old.
   */
  public void tick(long nowNanos, Consumer<IndexPrice> out) {
    boolean all = nowNanos % EVERY_SECOND == 0;
    for (AssetState asset : assets.values()) {
      if (asset.calculator.hasNews() || all) {
        IndexPrice price = asset.calculator.at(nowNanos, rates);
        if (price != null) {
          out.accept(price);
          if (asset.stablecoin) {
            stablecoins.add(price);
          }
        }
      }
    }
    // only now: a tick converts all by what the stablecoins were worth at the one before
    for (IndexPrice price : stablecoins) {
      rates.index(price.instrument().base(), price.stale() ? null : price.price());
    }
    stablecoins.clear();
  }

  private MarketState state(Market market) {
    MarketState known = markets.get(market);
    if (known != null) {
      return known;
    }
    MarketState made = new MarketState(market, rules);
    markets.put(market, made);
    asset(market.instrument().base()).calculator.add(made);
    return made;
  }

  private AssetState asset(Asset base) {
    return assets.computeIfAbsent(base, _ -> new AssetState(base, rules));
  }
}
