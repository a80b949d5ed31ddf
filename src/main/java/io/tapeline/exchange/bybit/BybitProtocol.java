package io.tapeline.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.market.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Bybit v5: spot, and linear perpetuals as markets of their own. One symbol names both, so the
 * address of a connection tells which is meant.
 */
@ApplicationScoped
public class BybitProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("bybit");
  private static final String REST = "https://api.bybit.com/v5/market";
  private static final String SOCKETS = "wss://stream.bybit.com/v5/public/";
  private static final String SPOT = "spot";
  private static final String LINEAR = "linear";
  private static final int ARGUMENTS_PER_MESSAGE = 10;
  private static final int MARKETS_PER_CONNECTION = 100;

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "Bybit";
  }

  @Override
  public Numbering numbering() {
    return Numbering.UNIQUE;
  }

  @Override
  public List<HttpGet> instrumentRequests(Set<Asset> assets) {
    return List.of(HttpGet.of(instruments(LINEAR)), HttpGet.of(instruments(SPOT)));
  }

  private static String instruments(String category) {
    return REST + "/instruments-info?&category=" + category + "&status=Trading&limit=1000";
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    JsonNode result = RestBody.parse(body).path("result");
    String category = RestBody.text(result, "category");
    List<ListedMarket> markets = new ArrayList<>();
    Map<String, String> unmapped = new HashMap<>();
    for (JsonNode node : RestBody.array(result, "list")) {
      String symbol = RestBody.text(node, "symbol");
      if (category.equals(LINEAR)
          && !RestBody.textOr(node, "contractType", "").equals("LinearPerpetual")) {
        unmapped.put(category + ":" + symbol, "a dated future");
      } else {
        RestBody.mapped(category + ":" + symbol, unmapped, () -> listed(node, symbol, category))
            .ifPresent(markets::add);
      }
    }
    String cursor = RestBody.textOr(result, "nextPageCursor", "");
    List<HttpGet> next =
        cursor.isEmpty()
            ? List.of()
            : List.of(
                HttpGet.of(
                    instruments(category)
                        + "&cursor="
                        + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
    return new InstrumentPage(markets, Map.of(), next, unmapped);
  }

  private static ListedMarket listed(JsonNode node, String symbol, String category) {
    String base = RestBody.text(node, "baseCoin");
    String quote = RestBody.text(node, "quoteCoin");
    boolean spot = category.equals(SPOT);
    JsonNode lot = node.path("lotSizeFilter");
    return new ListedMarket(
        new Market(VENUE, spot ? Instrument.spot(base, quote) : Instrument.perpetual(base, quote)),
        symbol,
        RestBody.decimal(node.path("priceFilter"), "tickSize"),
        RestBody.decimal(lot, spot ? "basePrecision" : "qtyStep"),
        RestBody.textOr(node, "status", "").equals("Trading")
            ? ListedMarket.Status.TRADING
            : ListedMarket.Status.HALTED);
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return instruments.stream()
        .map(
            i ->
                new ListedMarket(
                    new Market(VENUE, i),
                    (i.base().id() + i.quote().id()).toUpperCase(Locale.ROOT),
                    null,
                    null,
                    ListedMarket.Status.TRADING))
        .toList();
  }

  @Override
  public List<ConnectionPlan> plan(List<ListedMarket> markets) {
    List<ConnectionPlan> plans = new ArrayList<>();
    for (boolean spot : new boolean[] {true, false}) {
      List<ListedMarket> ofKind =
          markets.stream().filter(m -> m.market().instrument().isSpot() == spot).toList();
      for (List<ListedMarket> part : ConnectionPlan.split(ofKind, MARKETS_PER_CONNECTION)) {
        plans.add(plan(part, spot ? SPOT : LINEAR, plans.size() + 1));
      }
    }
    return plans;
  }

  private static ConnectionPlan plan(List<ListedMarket> markets, String category, int number) {
    return new ConnectionPlan(
        VENUE,
        "bybit-" + category + "-" + number,
        URI.create(SOCKETS + category),
        ConnectionPlan.watched(markets),
        ConnectionPlan.split(markets, ARGUMENTS_PER_MESSAGE / 2).stream()
            .map(BybitProtocol::subscription)
            .toList(),
        Duration.ofMillis(50),
        new ConnectionPlan.Keepalive("{\"op\":\"ping\"}", Duration.ofSeconds(20)),
        Duration.ofSeconds(30));
  }

  private static String subscription(List<ListedMarket> markets) {
    return markets.stream()
        .map(m -> "\"publicTrade.%1$s\",\"orderbook.1.%1$s\"".formatted(m.symbol()))
        .collect(Collectors.joining(",", "{\"op\":\"subscribe\",\"args\":[", "]}"));
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    boolean spot = address.getPath().endsWith("/" + SPOT);
    boolean linear = address.getPath().endsWith("/" + LINEAR);
    List<ListedMarket> carried =
        markets.stream().filter(m -> m.market().instrument().isSpot() ? spot : linear).toList();
    return new BybitCodec(SymbolTable.of(carried), spot);
  }

  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    boolean spot = market.market().instrument().isSpot();
    return Optional.of(
        HttpGet.of(
            "%s/recent-trade?category=%s&symbol=%s&limit=%d"
                .formatted(REST, spot ? SPOT : LINEAR, market.symbol(), spot ? 60 : 1000)));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    List<Trade> trades = new ArrayList<>();
    for (JsonNode node : RestBody.array(RestBody.parse(body).path("result"), "list")) {
      String id = RestBody.text(node, "execId");
      trades.add(
          new Trade(
              market.market(),
              id.indexOf('-') < 0
                  ? TradeId.of(RestBody.number(node, "execId"))
                  : TradeId.of(UUID.fromString(id)),
              RestBody.required(node, "price"),
              RestBody.required(node, "size"),
              RestBody.textOr(node, "side", "").equals("Buy") ? Side.BUY : Side.SELL,
              RestBody.number(node, "time") * 1_000_000,
              receivedTimeNanos,
              1));
    }
    return trades.reversed();
  }
}
