package io.tapeline.exchange;

import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import java.util.List;
import java.util.Map;

/**
 * What one REST answer says about a venue's markets.
 *
 * @param markets those that could be mapped without guessing
 * @param usdReferencePrices what the venue itself says a unit of an asset costs in US dollars,
 *     where the answer holds such prices; used for stablecoins that have no market in sight
 * @param next requests that follow: the next page, details of a symbol
 * @param unmapped symbols that could not be mapped, each with the reason
 */
public record InstrumentPage(
    List<ListedMarket> markets,
    Map<Asset, Decimal> usdReferencePrices,
    List<HttpGet> next,
    Map<String, String> unmapped) {

  public InstrumentPage {
    markets = List.copyOf(markets);
    usdReferencePrices = Map.copyOf(usdReferencePrices);
    next = List.copyOf(next);
    unmapped = Map.copyOf(unmapped);
  }
}
