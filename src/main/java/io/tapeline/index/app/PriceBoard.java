package io.tapeline.index.app;

import io.tapeline.index.IndexPrice;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What is newest, in memory: index prices, each market's last trade and quote. Any thread reads.
 */
@Singleton
public class PriceBoard {

  /**
   * An index price and what the last 24 hours were; each null until 24 hours are known.
   *
   * @param change24h price / price 24 hours ago − 1, a ratio
   * @param volume24h base units that the index's markets traded
   */
  public record Entry(
      IndexPrice price, @Nullable Decimal change24h, @Nullable BigDecimal volume24h) {}

  /** What one market says. */
  public record MarketBoard(Market market, @Nullable Trade last, @Nullable Quote quote) {
    /** When we last heard of it; nanoseconds since 1970 UTC. */
    public long receivedNanos() {
      return Math.max(
          last == null ? 0 : last.receivedTimeNanos(),
          quote == null ? 0 : quote.receivedTimeNanos());
    }
  }

  /** A market's place on the board: written by the tape's thread alone, without allocation. */
  private static final class Place {
    final Market market;
    volatile @Nullable Trade last;
    volatile @Nullable Quote quote;

    Place(Market market) {
      this.market = market;
    }

    MarketBoard read() {
      return new MarketBoard(market, last, quote);
    }
  }

  private final Map<Instrument, Entry> prices = new ConcurrentHashMap<>();
  private final Map<Market, Place> places = new HashMap<>();
  private final Map<Asset, Map<Market, Place>> byBase = new ConcurrentHashMap<>();

  void price(Entry entry) {
    prices.put(entry.price().instrument(), entry);
  }

  void traded(Trade trade) {
    Place place = place(trade.market());
    Trade known = place.last;
    if (known == null || known.eventTimeNanos() <= trade.eventTimeNanos()) {
      place.last = trade;
    }
  }

  void quoted(Quote quote) {
    place(quote.market()).quote = quote;
  }

  private Place place(Market market) {
    Place known = places.get(market);
    if (known != null) {
      return known;
    }
    Place made = new Place(market);
    places.put(market, made);
    byBase
        .computeIfAbsent(market.instrument().base(), _ -> new ConcurrentSkipListMap<>())
        .put(market, made);
    return made;
  }

  public Optional<Entry> price(Instrument instrument) {
    return Optional.ofNullable(prices.get(instrument));
  }

  /** Every index price, in no order. */
  public Collection<Entry> prices() {
    return List.copyOf(prices.values());
  }

  /** What every market of an asset says, by market id. */
  public Collection<MarketBoard> markets(Asset base) {
    return byBase.getOrDefault(base, Map.of()).values().stream()
        .map(Place::read)
        .filter(board -> board.last != null || board.quote != null)
        .toList();
  }
}
