package io.tapeline.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.market.Venue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kraken's REST answers: {@code {"error": […], "result": {…}}} around the pairs or the trades. */
final class KrakenRest {

  private static final int NANO_DIGITS = 9;
  private static final int TRADE_ID = 6;

  /** The last with the time at which one may come back. */
  private static final List<String> TOO_MUCH =
      List.of("EAPI:Rate limit exceeded", "EGeneral:Too many requests", "EService:Throttled");

  private KrakenRest() {}

  /** {@code AssetPairs}. */
  static InstrumentPage pairs(Venue venue, byte[] body) {
    List<ListedMarket> markets = new ArrayList<>();
    Map<String, String> unmapped = new HashMap<>();
    for (Map.Entry<String, JsonNode> pair : result(body).properties()) {
      RestBody.mapped(pair.getKey(), unmapped, () -> listed(venue, pair.getValue()))
          .ifPresent(markets::add);
    }
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  /** Kraken refuses with status 200: all that it says of it stands in the body. */
  static boolean asksForPatience(byte[] body) {
    for (JsonNode error : RestBody.refusal(body).path("error")) {
      if (TOO_MUCH.stream().anyMatch(error.asText().replace(": ", ":")::startsWith)) {
        return true;
      }
    }
    return false;
  }

  static JsonNode result(byte[] body) {
    JsonNode answer = RestBody.parse(body);
    JsonNode result = answer.path("result");
    if (!result.isObject()) {
      throw new MalformedFrameException("no result: " + answer.path("error").path(0).asText());
    }
    return result;
  }

  /**
   * Only {@code wsname} tells base and quote apart safely: {@code base} and {@code quote} have
   * prefixes for some assets, and nothing stands between the two elsewhere. Dark pools have none.
   */
  private static ListedMarket listed(Venue venue, JsonNode pair) {
    String symbol = RestBody.text(pair, "wsname");
    String[] names = symbol.split("/", -1);
    if (names.length != 2) {
      throw new MalformedFrameException("wsname is not base/quote");
    }
    Instrument instrument =
        new Instrument(
            KrakenNames.asset(names[0]), KrakenNames.asset(names[1]), Instrument.Kind.SPOT);
    return new ListedMarket(
        new Market(venue, instrument),
        symbol,
        tick(pair),
        step(pair, "lot_decimals"),
        switch (RestBody.textOr(pair, "status", "online")) {
          case "online", "post_only", "limit_only", "reduce_only" -> ListedMarket.Status.TRADING;
          case "delisted" -> ListedMarket.Status.DELISTED;
          default -> ListedMarket.Status.HALTED;
        });
  }

  private static @Nullable Decimal tick(JsonNode pair) {
    Decimal stated = RestBody.decimal(pair, "tick_size");
    return stated != null ? stated : step(pair, "pair_decimals");
  }

  private static @Nullable Decimal step(JsonNode pair, String digits) {
    JsonNode count = pair.path(digits);
    boolean sane = count.isInt() && count.intValue() >= 0 && count.intValue() <= Decimal.MAX_SCALE;
    return sane ? new Decimal(1, count.intValue()) : null;
  }

  /**
   * {@code Trades}: rows of price, volume, time in seconds, side, order type, miscellaneous, trade
   * id, beside a field {@code last}.
   */
  static List<Trade> trades(Market market, byte[] body, long received) {
    List<Trade> trades = new ArrayList<>();
    for (JsonNode rows : result(body)) {
      if (rows.isArray()) {
        rows.forEach(row -> trades.add(trade(market, row, received)));
      }
    }
    trades.sort(Comparator.comparing(Trade::id));
    return trades;
  }

  private static Trade trade(Market market, JsonNode row, long received) {
    Decimal price = RestBody.decimal(row.path(0));
    Decimal quantity = RestBody.decimal(row.path(1));
    Decimal time = RestBody.decimal(row.path(2));
    JsonNode id = row.path(TRADE_ID);
    if (price == null || quantity == null || time == null || !id.isIntegralNumber()) {
      throw new MalformedFrameException("trade row without price, volume, time or id");
    }
    Side side =
        switch (row.path(3).asText()) {
          case "b" -> Side.BUY;
          case "s" -> Side.SELL;
          default -> Side.UNKNOWN;
        };
    long nanos = time.unscaledAt(NANO_DIGITS);
    return new Trade(market, TradeId.of(id.longValue()), price, quantity, side, nanos, received, 1);
  }
}
