package io.tapeline.exchange.app;

import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import java.util.List;
import java.util.Map;

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
}
