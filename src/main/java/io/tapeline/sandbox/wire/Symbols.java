package io.tapeline.sandbox.wire;

import io.tapeline.market.Instrument;
import io.tapeline.sandbox.SimulatedMarket;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How a venue spells its markets, both ways. */
public final class Symbols {

  private final Map<String, SimulatedMarket> markets = new LinkedHashMap<>();
  private final Map<SimulatedMarket, String> symbols = new HashMap<>();

  public Symbols(Collection<SimulatedMarket> listed, Function<Instrument, String> spelling) {
    for (SimulatedMarket market : listed) {
      String symbol = spelling.apply(market.market().instrument());
      markets.put(symbol, market);
      symbols.put(market, symbol);
    }
  }

  /** Base and quote in capitals with this between them: {@code BTCUSDT}, {@code BTC-USD}. */
  public static Function<Instrument, String> joined(String between) {
    return i -> (i.base().id() + between + i.quote().id()).toUpperCase(Locale.ROOT);
  }

  public Optional<SimulatedMarket> find(String symbol) {
    return Optional.ofNullable(markets.get(symbol));
  }

  /**
   * @throws UnlistedSymbolException if the venue does not list it
   */
  public SimulatedMarket get(String symbol) {
    return find(symbol).orElseThrow(() -> new UnlistedSymbolException(symbol));
  }

  public String of(SimulatedMarket market) {
    String symbol = symbols.get(market);
    if (symbol == null) {
      throw new IllegalArgumentException(market.market() + " is another venue's");
    }
    return symbol;
  }

  /** All markets, in the order in which the venue lists them. */
  public Collection<SimulatedMarket> markets() {
    return Collections.unmodifiableCollection(markets.values());
  }
}
