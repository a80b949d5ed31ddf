package io.tapeline.exchange.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.ListedMarket.Status;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Coinbase's products as markets. A product with an {@code alias} (BTC-USDC for BTC-USD) shares the
 * order book and the trades of the other one, whose name its frames carry; it is no market of its
 * own, or each trade would count twice.
 */
final class CoinbaseProducts {

  private static final Asset USD = new Asset("usd");
  private static final Asset USDC = new Asset("usdc");

  /** Traded against usdc in books of their own; all else against usdc is the book against usd. */
  private static final Set<Asset> AGAINST_USDC = Set.of(new Asset("usdt"), new Asset("eurc"));

  private final Venue venue;

  CoinbaseProducts(Venue venue) {
    this.venue = venue;
  }

  /** The markets in an answer that lists products, with the dollar prices that stand in it. */
  InstrumentPage read(byte[] body) {
    List<ListedMarket> markets = new ArrayList<>();
    Map<Asset, Decimal> references = new HashMap<>();
    Map<String, String> unmapped = new HashMap<>();
    for (JsonNode product : RestBody.array(RestBody.parse(body), "products")) {
      String symbol = RestBody.text(product, "product_id");
      String alias = RestBody.textOr(product, "alias", "");
      if (!RestBody.textOr(product, "product_type", "").equals("SPOT")) {
        unmapped.put(symbol, "not spot");
      } else if (!alias.isEmpty()) {
        unmapped.put(symbol, "shares the book of " + alias);
      } else {
        RestBody.mapped(symbol, unmapped, () -> listed(product, symbol))
            .ifPresent(
                market -> {
                  markets.add(market);
                  reference(product, market, references);
                });
      }
    }
    return new InstrumentPage(markets, references, List.of(), unmapped);
  }

  private ListedMarket listed(JsonNode product, String symbol) {
    Instrument instrument =
        Instrument.spot(
            RestBody.text(product, "base_currency_id"),
            RestBody.text(product, "quote_currency_id"));
    return new ListedMarket(
        new Market(venue, instrument),
        symbol,
        RestBody.decimal(product, "price_increment"),
        RestBody.decimal(product, "base_increment"),
        status(product));
  }

  private static Status status(JsonNode product) {
    String status = RestBody.textOr(product, "status", "online");
    if (status.equals("delisted")) {
      return Status.DELISTED;
    }
    boolean halted =
        !status.equals("online")
            || product.path("trading_disabled").asBoolean()
            || product.path("is_disabled").asBoolean()
            || product.path("cancel_only").asBoolean()
            || product.path("view_only").asBoolean();
    return halted ? Status.HALTED : Status.TRADING;
  }

  /** The last price of what no longer trades is no reference. */
  private static void reference(
      JsonNode product, ListedMarket market, Map<Asset, Decimal> references) {
    Instrument instrument = market.market().instrument();
    Decimal price = RestBody.decimal(product, "price");
    if (market.status() == Status.TRADING
        && instrument.quote().equals(USD)
        && price != null
        && price.isPositive()) {
      references.put(instrument.base(), price);
    }
  }

  /** What Coinbase would list of these instruments, in its spelling. */
  List<ListedMarket> builtIn(Set<Instrument> instruments) {
    return instruments.stream()
        .filter(Instrument::isSpot)
        .filter(i -> !i.quote().equals(USDC) || AGAINST_USDC.contains(i.base()))
        .map(
            i ->
                new ListedMarket(
                    new Market(venue, i),
                    (i.base() + "-" + i.quote()).toUpperCase(Locale.ROOT),
                    null,
                    null,
                    Status.TRADING))
        .toList();
  }
}
