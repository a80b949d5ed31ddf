package io.tapeline.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instrument of {@code /api/v5/public/instruments} in our words. Spot, and linear perpetual
 * swaps whose contract is worth so much of the base asset; what else OKX lists stays unmapped: an
 * inverse contract is worth dollars, so its size in base units hangs on the price.
 */
final class OkxInstruments {

  /** Absent in older answers; other categories are stocks, metals and the like. */
  private static final String CRYPTO = "1";

  private OkxInstruments() {}

  /**
   * @throws MalformedFrameException with the reason if it can't be mapped without guessing
   */
  static ListedMarket listed(Venue venue, JsonNode node) {
    String symbol = RestBody.text(node, "instId");
    if (!RestBody.textOr(node, "instCategory", CRYPTO).matches("1?")) {
      throw new MalformedFrameException("not of the crypto category");
    }
    Instrument instrument =
        switch (RestBody.text(node, "instType")) {
          case "SPOT" -> spot(node, symbol);
          case "SWAP" -> swap(node, symbol);
          case "MARGIN" -> throw new MalformedFrameException("the spot market's margin side");
          case "FUTURES" -> throw new MalformedFrameException("dated future");
          case "OPTION" -> throw new MalformedFrameException("option");
          default -> throw new MalformedFrameException("unknown kind of instrument");
        };
    return new ListedMarket(
        new Market(venue, instrument),
        symbol,
        RestBody.decimal(node, "tickSz"),
        lotSize(node),
        status(RestBody.textOr(node, "state", "live")));
  }

  /** Base units of one contract; null for spot. */
  static @Nullable Decimal contractSize(JsonNode node) {
    Decimal value = RestBody.decimal(node, "ctVal");
    Decimal multiplier = RestBody.decimal(node, "ctMult");
    if (value == null || !value.isPositive()) {
      return null;
    }
    return multiplier == null ? value : Decimal.of(value.times(multiplier));
  }

  private static Instrument spot(JsonNode node, String symbol) {
    String base = RestBody.text(node, "baseCcy");
    String quote = RestBody.text(node, "quoteCcy");
    if (!symbol.equals(base + "-" + quote)) {
      throw new MalformedFrameException("symbol is not base-quote");
    }
    return new Instrument(asset(base), asset(quote), Instrument.Kind.SPOT);
  }

  private static Instrument swap(JsonNode node, String symbol) {
    String base = RestBody.text(node, "ctValCcy");
    String quote = RestBody.text(node, "settleCcy");
    if (!RestBody.text(node, "ctType").equals("linear")) {
      throw new MalformedFrameException("inverse swap");
    }
    if (!symbol.equals(base + "-" + quote + "-SWAP") || contractSize(node) == null) {
      throw new MalformedFrameException("swap whose contract is not so much of its base asset");
    }
    return new Instrument(asset(base), asset(quote), Instrument.Kind.PERPETUAL);
  }

  private static Asset asset(String currency) {
    return new Asset(currency.toLowerCase(Locale.ROOT));
  }

  private static @Nullable Decimal lotSize(JsonNode node) {
    Decimal lot = RestBody.decimal(node, "lotSz");
    Decimal contract = contractSize(node);
    return lot == null || contract == null ? lot : Decimal.of(lot.times(contract));
  }

  private static ListedMarket.Status status(String state) {
    return switch (state) {
      case "live" -> ListedMarket.Status.TRADING;
      case "expired" -> ListedMarket.Status.DELISTED;
      default -> ListedMarket.Status.HALTED;
    };
  }
}
