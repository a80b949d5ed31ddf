package io.tapeline.exchange.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.market.Venue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gemini's REST answers. */
final class GeminiRest {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private GeminiRest() {}

  /** The names of all symbols, in lower case; asks for the details of those that are wanted. */
  static InstrumentPage symbols(URI list, Set<String> wanted, byte[] body) {
    JsonNode symbols = RestBody.parse(body);
    if (!symbols.isArray()) {
      throw new MalformedFrameException("no array of symbols");
    }
    List<HttpGet> next = new ArrayList<>();
    for (JsonNode symbol : symbols) {
      String name = symbol.asText().toLowerCase(Locale.ROOT);
      if (wanted.contains(name)) {
        next.add(HttpGet.of(list + "/details/" + name));
      }
    }
    return new InstrumentPage(List.of(), Map.of(), next, Map.of());
  }

  static InstrumentPage details(Venue venue, byte[] body) {
    JsonNode details = RestBody.parse(body);
    String symbol = RestBody.text(details, "symbol");
    Map<String, String> unmapped = new HashMap<>();
    List<ListedMarket> markets =
        RestBody.mapped(symbol, unmapped, () -> listed(venue, details, symbol)).stream().toList();
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private static ListedMarket listed(Venue venue, JsonNode details, String symbol) {
    return new ListedMarket(
        new Market(venue, instrument(details)),
        symbol.toUpperCase(Locale.ROOT),
        RestBody.decimal(details, "quote_increment"),
        RestBody.decimal(details, "tick_size"),
        switch (RestBody.textOr(details, "status", "open")) {
          case "open", "limit_only", "post_only" -> ListedMarket.Status.TRADING;
          default -> ListedMarket.Status.HALTED;
        });
  }

  /**
   * A perpetual is told by its quote currency, as its symbol is; {@code contract_price_currency} is
   * the collateral, GUSD for {@code BTCUSDCPERP} and {@code BTCGUSDPERP} alike.
   */
  private static Instrument instrument(JsonNode details) {
    String base = RestBody.text(details, "base_currency");
    String quote = RestBody.text(details, "quote_currency");
    String contract = RestBody.textOr(details, "contract_type", "vanilla");
    return switch (RestBody.textOr(details, "product_type", "spot")) {
      case "spot" -> Instrument.spot(base, quote);
      case "swap", "perpetual" -> {
        if (contract.equals("inverse")) {
          throw new MalformedFrameException("inverse swap");
        }
        yield Instrument.perpetual(base, quote);
      }
      default -> throw new MalformedFrameException("neither spot nor perpetual");
    };
  }

  /** The newest first, as the venue lists them; given the oldest first. Broken trades are none. */
  static List<Trade> trades(Market market, byte[] body, long received) {
    JsonNode rows = RestBody.parse(body);
    if (!rows.isArray()) {
      throw new MalformedFrameException("no array of trades");
    }
    List<Trade> trades = new ArrayList<>();
    for (JsonNode row : rows) {
      if (!row.path("broken").asBoolean(false)) {
        trades.add(trade(market, row, received));
      }
    }
    trades.sort(Comparator.comparingLong(Trade::eventTimeNanos).thenComparing(Trade::id));
    return trades;
  }

  private static Trade trade(Market market, JsonNode row, long received) {
    Side side =
        switch (RestBody.textOr(row, "type", "")) {
          case "buy" -> Side.BUY;
          case "sell" -> Side.SELL;
          default -> Side.UNKNOWN;
        };
    return new Trade(
        market,
        TradeId.of(RestBody.number(row, "tid")),
        RestBody.required(row, "price"),
        RestBody.required(row, "amount"),
        side,
        Math.multiplyExact(RestBody.number(row, "timestampms"), NANOS_PER_MILLI),
        received,
        1);
  }
}
