package io.tapeline.exchange.app;

import io.tapeline.catalog.AssetInfo;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.catalog.app.CatalogStore;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.VenueProtocol.Numbering;
import io.tapeline.market.Instrument;
import io.tapeline.market.Venue;
import io.tapeline.tape.app.TapeFollower;
import io.tapeline.tape.app.TapePreparation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What CDI knows and the feed is made of: venues, sources, followers of the tape and of lists. */
@ApplicationScoped
public class FeedParts {

  private final Instance<VenueProtocol> protocols;
  private final Instance<FeedSource> sources;
  private final Instance<TapeFollower> followers;
  private final Instance<ListingFollower> listingFollowers;
  private final RecordingTap tap;
  private final Catalog catalog;
  private final Instance<CatalogStore> catalogStores;
  private final Instance<TapePreparation> preparations;

  public FeedParts(
      @Any Instance<VenueProtocol> protocols,
      @Any Instance<FeedSource> sources,
      @Any Instance<TapeFollower> followers,
      @Any Instance<ListingFollower> listingFollowers,
      RecordingTap tap,
      Catalog catalog,
      @Any Instance<CatalogStore> catalogStores,
      @Any Instance<TapePreparation> preparations) {
    this.preparations = preparations;
    this.protocols = protocols;
    this.sources = sources;
    this.followers = followers;
    this.listingFollowers = listingFollowers;
    this.tap = tap;
    this.catalog = catalog;
    this.catalogStores = catalogStores;
  }

  FeedSource source(FeedSpec.Mode mode) {
    return sources.stream()
        .filter(source -> source.mode() == mode)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no source for the feed " + mode.id()));
  }

  /**
   * @throws IllegalArgumentException if one is wanted that we don't know, for people
   */
  List<VenueProtocol> protocols(Optional<Set<String>> wanted) {
    Set<String> known =
        protocols.stream().map(p -> p.venue().id()).collect(Collectors.toCollection(TreeSet::new));
    wanted.ifPresent(
        ids -> {
          if (ids.isEmpty() || !known.containsAll(ids)) {
            throw new IllegalArgumentException(
                "tapeline.exchange.venues is %s; venues are %s"
                    .formatted(String.join(",", ids), String.join(", ", known)));
          }
        });
    return protocols.stream()
        .filter(p -> wanted.isEmpty() || wanted.get().contains(p.venue().id()))
        .sorted(Comparator.comparing(VenueProtocol::venue))
        .toList();
  }

  List<TapeFollower> followers() {
    return followers.stream().toList();
  }

  /** What is to be done before the tape of a live feed begins. */
  List<TapePreparation> preparations() {
    return preparations.stream().toList();
  }

  RecordingTap tap() {
    return tap;
  }

  /** The spot instruments that live feeds follow. */
  Set<Instrument> universe() {
    return catalog.universe();
  }

  /** Every pair of assets that we know, for recordings that don't list their markets. */
  Set<Instrument> wholeCatalogue() {
    Set<Instrument> all = new HashSet<>();
    for (AssetInfo base : catalog.assets()) {
      for (AssetInfo quote : catalog.assets()) {
        if (!base.equals(quote)) {
          all.add(Instrument.spot(base.asset().id(), quote.asset().id()));
          all.add(Instrument.perpetual(base.asset().id(), quote.asset().id()));
        }
      }
    }
    return all;
  }

  /** Tells everyone who wants to know what a venue lists. */
  void tell(VenueProtocol protocol, VenueListing listing) {
    catalog.list(protocol.venue(), protocol.name(), listing.markets());
    catalogStores.forEach(s -> s.save(protocol.venue(), protocol.name(), listing.markets()));
    listingFollowers.forEach(f -> f.listed(protocol.venue(), protocol.name(), listing));
  }

  /** Whether this venue numbers its matches one by one. */
  boolean numbersMatches(Venue venue) {
    return protocols.stream()
        .anyMatch(p -> p.venue().equals(venue) && p.numbering() == Numbering.CONSECUTIVE);
  }
}
