package io.tapeline.exchange.app;

import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All markets of a venue.
 *
 * @param builtIn the venue listed none, so its spellings of our own instruments are used
 * @param unmapped symbols that could not be mapped, each with the reason
 */
public record VenueListing(
    List<ListedMarket> markets,
    Map<Asset, Decimal> usdReferencePrices,
    Map<String, String> unmapped,
    boolean builtIn) {

  public VenueListing {
    markets = List.copyOf(markets);
    usdReferencePrices = Map.copyOf(usdReferencePrices);
    unmapped = Map.copyOf(unmapped);
  }

  /** The same, with these of its markets only. */
  VenueListing only(Set<Market> wanted) {
    return new VenueListing(
        markets.stream().filter(listed -> wanted.contains(listed.market())).toList(),
        usdReferencePrices,
        unmapped,
        builtIn);
  }
}
