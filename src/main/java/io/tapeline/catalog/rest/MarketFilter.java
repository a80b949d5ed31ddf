package io.tapeline.catalog.rest;

import io.tapeline.market.ListedMarket;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which markets are wanted. An empty list wants all.
 *
 * @param status null for any
 */
record MarketFilter(
    List<String> bases,
    List<String> venues,
    List<String> quotes,
    ListedMarket.@Nullable Status status)
    implements Predicate<ListedMarket> {

  @Override
  public boolean test(ListedMarket listed) {
    var market = listed.market();
    var instrument = market.instrument();
    return (bases.isEmpty() || bases.contains(instrument.base().id()))
        && (venues.isEmpty() || venues.contains(market.venue().id()))
        && (quotes.isEmpty() || quotes.contains(instrument.quote().id()))
        && (status == null || listed.status() == status);
  }
}
