package io.tapeline.sandbox;

import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.price.FairPrices;
import io.tapeline.sandbox.price.SimulatedAsset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The whole simulated world: all markets of all venues under one seed. */
public final class SandboxMarkets {

  private final long seed;
  private final Map<Venue, List<SimulatedMarket>> markets = new TreeMap<>();

  /**
   * @param rate messages a second over all markets, trades and quotes together
   */
  public SandboxMarkets(long seed, double rate, Distortion distortion) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("rate: " + rate);
    }
    this.seed = seed;
    FairPrices fair = new FairPrices(seed);
    List<MarketTerms> terms = new ArrayList<>();
    for (VenueProfile profile : VenueProfile.ALL) {
      profile.instruments().forEach(instrument -> terms.add(terms(profile, instrument)));
    }
    double weights = terms.stream().mapToDouble(MarketTerms::weight).sum();
    for (MarketTerms each : terms) {
      Activity activity = Activity.ofRate(rate * each.weight() / weights);
      markets
          .computeIfAbsent(each.market().venue(), _ -> new ArrayList<>())
          .add(new SimulatedMarket(each, seed, fair, activity, distortion));
    }
  }

  private static MarketTerms terms(VenueProfile profile, Instrument instrument) {
    SimulatedAsset base = SimulatedAsset.of(instrument.base().id());
    SimulatedAsset quote = SimulatedAsset.of(instrument.quote().id());
    double weight = profile.weight() / (base.rank() + 1.0);
    double quoteShare = instrument.quote().equals(profile.mainQuote()) ? 1 : 0.3;
    return MarketTerms.of(
        new Market(profile.venue(), instrument),
        base.longTermUsd() / quote.longTermUsd(),
        base.longTermUsd(),
        profile.extraDigits(),
        profile.spread() * (1 + 0.15 * base.rank()),
        (weight + 0.02) * quoteShare);
  }

  /** All venues that are simulated. */
  public static List<Venue> venues() {
    return VenueProfile.ALL.stream().map(VenueProfile::venue).toList();
  }

  public long seed() {
    return seed;
  }

  public List<SimulatedMarket> all() {
    return markets.values().stream().flatMap(List::stream).toList();
  }

  /** A venue's markets, by id; none if the sandbox has no such venue. */
  public List<SimulatedMarket> of(Venue venue) {
    return markets.getOrDefault(venue, List.of()).stream()
        .sorted(Comparator.comparing(SimulatedMarket::market))
        .toList();
  }

  public Optional<SimulatedMarket> find(Market market) {
    return of(market.venue()).stream().filter(m -> m.market().equals(market)).findFirst();
  }

  @Override
  public String toString() {
    return markets.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue().size())
        .collect(Collectors.joining(", ", "seed " + seed + ": ", ""));
  }
}
