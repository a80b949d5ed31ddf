package io.tapeline.sandbox;

import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.price.SimulatedAsset;
import java.util.List;
import java.util.stream.Stream;

/**
 * A simulated venue: what it lists and how it differs from the others.
 *
 * @param mainQuote what all its coins trade against
 * @param coins how many of the largest coins it lists
 * @param further instruments besides
 * @param extraDigits finer ticks than most venues have
 * @param spread from bid to ask for the largest asset, a ratio
 * @param weight its share in all messages, relative to the other venues
 */
record VenueProfile(
    Venue venue,
    Asset mainQuote,
    int coins,
    List<String> further,
    int extraDigits,
    double spread,
    double weight) {

  static final List<VenueProfile> ALL =
      List.of(
          of(
              "binance",
              "usdt",
              22,
              1,
              0.00008,
              3,
              "btc-usdc",
              "eth-usdc",
              "sol-usdc",
              "btc-eur",
              "eth-eur",
              "eth-btc",
              "usdc-usdt",
              "eur-usdt"),
          of(
              "coinbase",
              "usd",
              20,
              1,
              0.00010,
              2,
              "usdt-usd",
              "btc-eur",
              "eth-eur",
              "eth-btc",
              "sol-eur",
              "btc-usdt"),
          of(
              "kraken",
              "usd",
              20,
              0,
              0.00012,
              1.5,
              "usdt-usd",
              "usdc-usd",
              "eur-usd",
              "btc-eur",
              "eth-eur",
              "sol-eur",
              "btc-usdt",
              "eth-btc",
              "usdt-eur",
              "usdc-eur"),
          of(
              "bybit",
              "usdt",
              20,
              0,
              0.00009,
              2,
              "usdc-usdt",
              "btc-usdc",
              "eth-usdc",
              "btc-eur",
              "eth-btc"),
          of(
              "gemini",
              "usd",
              12,
              1,
              0.00030,
              0.5,
              "btc-eur",
              "btc-usdt",
              "eth-usdt",
              "usdt-usd",
              "usdc-usd",
              "eth-btc"),
          of(
              "okx",
              "usdt",
              20,
              0,
              0.00009,
              2,
              "usdc-usdt",
              "btc-usdc",
              "eth-usdc",
              "btc-usd",
              "eth-usd",
              "eth-btc",
              "btc-eur"),
          of(
              "bitstamp",
              "usd",
              14,
              0,
              0.00025,
              0.5,
              "usdt-usd",
              "usdc-usd",
              "eur-usd",
              "btc-eur",
              "eth-eur",
              "eth-btc",
              "usdt-eur"));

  VenueProfile {
    further = List.copyOf(further);
  }

  private static VenueProfile of(
      String venue,
      String quote,
      int coins,
      int extraDigits,
      double spread,
      double weight,
      String... further) {
    return new VenueProfile(
        new Venue(venue), new Asset(quote), coins, List.of(further), extraDigits, spread, weight);
  }

  /** The largest coins against the main quote, then the others. */
  List<Instrument> instruments() {
    Stream<Instrument> main =
        SimulatedAsset.ALL.stream()
            .filter(each -> each.marketShare() > 0)
            .limit(coins)
            .map(each -> Instrument.spot(each.asset().id(), mainQuote.id()));
    return Stream.concat(main, further.stream().map(Instrument::parse)).toList();
  }
}
