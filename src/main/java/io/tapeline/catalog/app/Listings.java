package io.tapeline.catalog.app;

import io.tapeline.catalog.AssetInfo;
import io.tapeline.market.Asset;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Venue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All that is known at one moment, never changed after it is made.
 *
 * @param assets by id, ascending
 * @param venueNames by venue, for people
 * @param markets by id, ascending
 * @param byBase the spot and perpetual markets of each base asset, by market id
 */
record Listings(
    SequencedMap<String, AssetInfo> assets,
    SequencedMap<Venue, String> venueNames,
    SequencedMap<String, ListedMarket> markets,
    Map<Asset, List<ListedMarket>> byBase) {

  static Listings of(Collection<AssetInfo> reference) {
    SequencedMap<String, AssetInfo> assets = new TreeMap<>();
    reference.forEach(info -> assets.put(info.asset().id(), info));
    return new Listings(assets, new TreeMap<>(), new TreeMap<>(), Map.of());
  }

  /** These listings with one venue's markets replaced. */
  Listings with(Venue venue, String venueName, Collection<ListedMarket> listed) {
    SequencedMap<Venue, String> newVenues = new TreeMap<>(venueNames);
    newVenues.put(venue, venueName);
    SequencedMap<String, ListedMarket> newMarkets = new TreeMap<>(markets);
    newMarkets.values().removeIf(market -> market.market().venue().equals(venue));
    listed.forEach(market -> newMarkets.put(market.market().id(), market));
    SequencedMap<String, AssetInfo> newAssets = new TreeMap<>(assets);
    listed.forEach(market -> addUnknown(newAssets, market));
    return new Listings(newAssets, newVenues, newMarkets, groupByBase(newMarkets.values()));
  }

  private static void addUnknown(Map<String, AssetInfo> assets, ListedMarket listed) {
    var instrument = listed.market().instrument();
    assets.computeIfAbsent(instrument.base().id(), _ -> AssetInfo.bare(instrument.base()));
    assets.computeIfAbsent(instrument.quote().id(), _ -> AssetInfo.bare(instrument.quote()));
  }

  private static Map<Asset, List<ListedMarket>> groupByBase(Collection<ListedMarket> markets) {
    Map<Asset, List<ListedMarket>> grouped = new HashMap<>();
    markets.forEach(
        market ->
            grouped
                .computeIfAbsent(market.market().instrument().base(), _ -> new ArrayList<>())
                .add(market));
    grouped.replaceAll((_, list) -> List.copyOf(list));
    return grouped;
  }
}
