package io.tapeline.exchange.bitstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import org.jspecify.annotations.Nullable;

/**
 * A pair in our words, as {@code /api/v2/trading-pairs-info/} or its successor {@code
 * /api/v2/markets/} lists it. The symbol alone, {@code btcusd}, does not say where the base ends;
 * the list does.
 */
final class BitstampPairs {

  private BitstampPairs() {}

  static String symbol(JsonNode node) {
    return RestBody.text(node, node.has("url_symbol") ? "url_symbol" : "market_symbol");
  }

  /**
   * @throws MalformedFrameException with the reason if it can't be mapped without guessing
   */
  static ListedMarket listed(Venue venue, JsonNode node) {
    if (!RestBody.textOr(node, "market_type", "SPOT").equals("SPOT")) {
      throw new MalformedFrameException("not spot");
    }
    return new ListedMarket(
        new Market(venue, instrument(node)),
        symbol(node),
        step(node, "counter_decimals"),
        step(node, "base_decimals"),
        RestBody.textOr(node, "trading", "Enabled").equals("Enabled")
            ? ListedMarket.Status.TRADING
            : ListedMarket.Status.HALTED);
  }

  private static Instrument instrument(JsonNode node) {
    if (node.has("base_currency")) {
      return instrument(
          RestBody.text(node, "base_currency"), RestBody.text(node, "counter_currency"));
    }
    String[] pair = RestBody.text(node, "name").split("/", -1);
    if (pair.length != 2) {
      throw new MalformedFrameException("name is not base/quote");
    }
    return instrument(pair[0], pair[1]);
  }

  private static Instrument instrument(String base, String quote) {
    return new Instrument(new Asset(base), new Asset(quote), Instrument.Kind.SPOT);
  }

  private static @Nullable Decimal step(JsonNode node, String field) {
    JsonNode decimals = node.path(field);
    int digits = decimals.isInt() ? decimals.intValue() : -1;
    return digits < 0 || digits > Decimal.MAX_SCALE ? null : new Decimal(1, digits);
  }
}
