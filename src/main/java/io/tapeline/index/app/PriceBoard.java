package io.tapeline.index.app;

import io.tapeline.index.IndexPrice;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Trade;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What is newest, in memory: index prices, each market's last trade and quote. Any thread reads.
 */
@ApplicationScoped
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

  private final Map<Instrument, Entry> prices = new ConcurrentHashMap<>();
  private final Map<Asset, Map<Market, MarketBoard>> markets = new ConcurrentHashMap<>();

  void price(Entry entry) {
    prices.put(entry.price().instrument(), entry);
  }

  void traded(Trade trade) {
    MarketBoard known = board(trade.market()).get(trade.market());
    if (known == null
        || known.last == null
        || known.last.eventTimeNanos() <= trade.eventTimeNanos()) {
      put(new MarketBoard(trade.market(), trade, known == null ? null : known.quote));
    }
  }

  void quoted(Quote quote) {
    MarketBoard known = board(quote.market()).get(quote.market());
    put(new MarketBoard(quote.market(), known == null ? null : known.last, quote));
  }

  private void put(MarketBoard newest) {
    board(newest.market).put(newest.market, newest);
  }

  private Map<Market, MarketBoard> board(Market market) {
    Asset base = market.instrument().base();
    Map<Market, MarketBoard> known = markets.get(base);
    return known != null
        ? known
        : markets.computeIfAbsent(base, _ -> new ConcurrentSkipListMap<>());
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
    return List.copyOf(markets.getOrDefault(base, Map.of()).values());
  }
}
