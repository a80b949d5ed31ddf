package io.tapeline.catalog.app;

import io.tapeline.catalog.AssetInfo;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Venue;
import io.tapeline.problem.NearMatches;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which assets, venues and markets there are. Held in memory; any thread may read it without a
 * lock, and sees either all of a venue's list or none of it. Lookups ignore case.
 */
@ApplicationScoped
public class Catalog {

  private final Set<Instrument> universe;
  private volatile Listings listings;

  @Inject
  public Catalog(ReferenceAssets reference, CatalogConfig config) {
    this.listings = Listings.of(reference.all());
    this.universe = universeOf(config);
  }

  private static Set<Instrument> universeOf(CatalogConfig config) {
    Set<Instrument> universe = new TreeSet<>();
    for (String base : config.assets()) {
      for (String quote : config.quotes()) {
        if (!base.equalsIgnoreCase(quote)) {
          universe.add(Instrument.spot(base.strip(), quote.strip()));
        }
      }
    }
    return Collections.unmodifiableSet(universe);
  }

  /** Takes a venue's list in place of what it listed before. */
  public synchronized void list(Venue venue, String venueName, Collection<ListedMarket> markets) {
    for (ListedMarket market : markets) {
      if (!market.market().venue().equals(venue)) {
        throw new IllegalArgumentException(market.market() + " is not of " + venue);
      }
    }
    listings = listings.with(venue, venueName, markets);
  }

  /** The spot instruments that feeds follow, ascending by id. */
  public Set<Instrument> universe() {
    return universe;
  }

  /** Every asset, ascending by id. */
  public Collection<AssetInfo> assets() {
    return Collections.unmodifiableCollection(listings.assets().values());
  }

  public Optional<AssetInfo> asset(String id) {
    return Optional.ofNullable(listings.assets().get(lower(id)));
  }

  /**
   * @throws ProblemException with the ids that may have been meant
   */
  public AssetInfo requireAsset(String id) {
    return asset(id)
        .orElseThrow(() -> new ProblemException(new Problem.UnknownAsset(id, nearAssets(id))));
  }

  /** At most five ids that may have been meant, the nearest first. */
  public List<String> nearAssets(String given) {
    return NearMatches.of(given, listings.assets().keySet());
  }

  /** Every listed market, ascending by id. */
  public List<ListedMarket> markets() {
    return List.copyOf(listings.markets().values());
  }

  public Optional<ListedMarket> market(String id) {
    return Optional.ofNullable(listings.markets().get(lower(id)));
  }

  /**
   * @throws ProblemException with the ids that may have been meant
   */
  public ListedMarket requireMarket(String id) {
    return market(id)
        .orElseThrow(() -> new ProblemException(new Problem.UnknownMarket(id, nearMarkets(id))));
  }

  private List<String> nearMarkets(String given) {
    return NearMatches.of(given, listings.markets().keySet());
  }

  /** The markets of a base asset, by market id; none if no venue lists one. */
  public List<ListedMarket> marketsOf(Asset base) {
    return listings.byBase().getOrDefault(base, List.of());
  }

  /** The spot instruments that any venue lists with this base, each once, ascending by id. */
  public List<Instrument> instrumentsOf(Asset base) {
    Set<Instrument> instruments = new TreeSet<>();
    marketsOf(base).forEach(market -> instruments.add(market.market().instrument()));
    instruments.removeIf(instrument -> !instrument.isSpot());
    return new ArrayList<>(instruments);
  }

  /** The venues that have sent their lists, and their names for people; ascending by id. */
  public SequencedMap<Venue, String> venues() {
    return Collections.unmodifiableSequencedMap(listings.venueNames());
  }

  public Optional<Venue> venue(String id) {
    return listings.venueNames().keySet().stream()
        .filter(venue -> venue.id().equals(lower(id)))
        .findFirst();
  }

  /**
   * @throws ProblemException with the ids that may have been meant
   */
  public Venue requireVenue(String id) {
    return venue(id)
        .orElseThrow(() -> new ProblemException(new Problem.UnknownVenue(id, nearVenues(id))));
  }

  private List<String> nearVenues(String given) {
    return NearMatches.of(given, venues().keySet().stream().map(Venue::id).toList());
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
