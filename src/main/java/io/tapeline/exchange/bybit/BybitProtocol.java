package io.tapeline.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.Patience;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.market.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  static final String SPOT = "spot";
  private static final String LINEAR = "linear";
  private static final int ARGUMENTS_PER_MESSAGE = 10;
  private static final int MARKETS_PER_CONNECTION = 100;

  private final BybitInstruments instruments = new BybitInstruments(VENUE);

  /** Too many visits; the limit of an address. */
  private static final Set<Integer> RATE_LIMITS = Set.of(10_006, 10_018);

  /** A ban, of which Bybit says that it ends after ten minutes in which nothing is asked. */
  private static final String TOO_FREQUENT = "access too frequent";

  private static final Patience BAN = new Patience(Duration.ofMinutes(10));

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
    return List.of(BybitInstruments.request(LINEAR), BybitInstruments.request(SPOT));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    return instruments.read(body);
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> wanted) {
    return instruments.builtIn(wanted);
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
    Map<String, BybitMarket> carried = new HashMap<>();
    for (ListedMarket market : markets) {
      if (market.market().instrument().isSpot() ? spot : linear) {
        carried.put(market.symbol(), new BybitMarket(market.market()));
      }
    }
    return new BybitCodec(new SymbolTable<>(carried), spot);
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
    return RestBody.trades(
            RestBody.array(RestBody.parse(body).path("result"), "list"),
            node -> trade(market, node, receivedTimeNanos))
        .reversed();
  }

  private static Trade trade(ListedMarket market, JsonNode node, long received) {
    return new Trade(
        market.market(),
        id(node),
        RestBody.required(node, "price"),
        RestBody.required(node, "size"),
        side(RestBody.textOr(node, "side", "")),
        Math.multiplyExact(RestBody.number(node, "time"), BybitCodec.NANOS_PER_MILLI),
        received,
        1);
  }

  private static TradeId id(JsonNode node) {
    String id = RestBody.text(node, "execId");
    return id.indexOf('-') < 0
        ? TradeId.of(RestBody.number(node, "execId"))
        : TradeId.of(UUID.fromString(id));
  }

  private static Side side(String side) {
    return switch (side) {
      case "Buy" -> Side.BUY;
      case "Sell" -> Side.SELL;
      default -> Side.UNKNOWN;
    };
  }

  @Override
  public Optional<CandleRequest> candlesRequest(
      ListedMarket market, CandleSpan wanted, long nowNanos) {
    return BybitCandles.request(
        REST, market.market().instrument().isSpot() ? SPOT : LINEAR, market.symbol(), wanted);
  }

  @Override
  public CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body) {
    return BybitCandles.read(request.page(), body);
  }

  @Override
  public Optional<Patience> patience(int status, byte[] body) {
    if (status == 403 && new String(body, StandardCharsets.UTF_8).contains(TOO_FREQUENT)) {
      return Optional.of(BAN);
    }
    return RATE_LIMITS.contains(RestBody.refusal(body).path("retCode").asInt())
        ? Optional.of(Patience.UNSTATED)
        : Optional.empty();
  }
}
