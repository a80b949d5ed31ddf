package io.tapeline.exchange.gemini;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gemini. Its list of symbols does not say what is base and what is quote; each symbol's details
 * do, and are asked for those symbols that can be one of our pairs.
 */
@ApplicationScoped
public class GeminiProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("gemini");
  private static final String REST = "https://api.gemini.com/v1";
  private static final URI SYMBOLS = URI.create(REST + "/symbols");
  private static final URI SOCKET = URI.create("wss://api.gemini.com/v2/marketdata/");
  private static final String PERPETUAL = "perp";
  private static final int MARKETS_PER_CONNECTION = 50;

  /** Symbols that the last {@link #instrumentRequests} can use; lists are long, details many. */
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "Gemini";
  }

  @Override
  public Numbering numbering() {
    return Numbering.UNIQUE;
  }

  @Override
  public List<HttpGet> instrumentRequests(Set<Asset> assets) {
    Set<String> pairs = new HashSet<>();
    for (Asset base : assets) {
      for (Asset quote : assets) {
        pairs.add(base.id() + quote.id());
        pairs.add(base.id() + quote.id() + PERPETUAL);
      }
    }
    wanted.clear();
    wanted.addAll(pairs);
    return List.of(new HttpGet(SYMBOLS));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    JsonNode answer = RestBody.parse(body);
    return request.address().equals(SYMBOLS) ? symbols(answer) : details(answer);
  }

  private InstrumentPage symbols(JsonNode answer) {
    List<HttpGet> next = new ArrayList<>();
    for (JsonNode symbol : answer) {
      if (wanted.contains(symbol.asText())) {
        next.add(HttpGet.of(SYMBOLS + "/details/" + symbol.asText()));
      }
    }
    return new InstrumentPage(List.of(), Map.of(), next, Map.of());
  }

  private static InstrumentPage details(JsonNode answer) {
    String symbol = RestBody.text(answer, "symbol");
    Map<String, String> unmapped = new HashMap<>();
    List<ListedMarket> markets =
        RestBody.mapped(symbol, unmapped, () -> listed(answer, symbol)).stream().toList();
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private static ListedMarket listed(JsonNode node, String symbol) {
    boolean spot = RestBody.textOr(node, "product_type", "spot").equals("spot");
    String base = RestBody.text(node, "base_currency");
    String quote =
        spot
            ? RestBody.text(node, "quote_currency")
            : RestBody.textOr(
                node, "contract_price_currency", RestBody.text(node, "quote_currency"));
    return new ListedMarket(
        new Market(VENUE, spot ? Instrument.spot(base, quote) : Instrument.perpetual(base, quote)),
        symbol.toUpperCase(Locale.ROOT),
        RestBody.decimal(node, "quote_increment"),
        RestBody.decimal(node, "tick_size"),
        switch (RestBody.textOr(node, "status", "open")) {
          case "open", "limit_only", "post_only" -> ListedMarket.Status.TRADING;
          default -> ListedMarket.Status.HALTED;
        });
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return instruments.stream()
        .map(
            i ->
                new ListedMarket(
                    new Market(VENUE, i),
                    (i.base().id() + i.quote().id() + (i.isSpot() ? "" : PERPETUAL))
                        .toUpperCase(Locale.ROOT),
                    null,
                    null,
                    ListedMarket.Status.TRADING))
        .toList();
  }

  @Override
  public List<ConnectionPlan> plan(List<ListedMarket> markets) {
    List<ConnectionPlan> plans = new ArrayList<>();
    for (List<ListedMarket> part : ConnectionPlan.split(markets, MARKETS_PER_CONNECTION)) {
      String symbols =
          part.stream().map(m -> '"' + m.symbol() + '"').collect(Collectors.joining(","));
      plans.add(
          new ConnectionPlan(
              VENUE,
              "gemini-" + (plans.size() + 1),
              SOCKET,
              ConnectionPlan.watched(part),
              List.of(
                  "{\"type\":\"subscribe\",\"subscriptions\":[{\"name\":\"l2\",\"symbols\":[%s]}]}"
                      .formatted(symbols)),
              Duration.ZERO,
              null,
              Duration.ofSeconds(20)));
    }
    return plans;
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    return new GeminiCodec(SymbolTable.of(markets));
  }

  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(
        HttpGet.of(
            REST + "/trades/" + market.symbol().toLowerCase(Locale.ROOT) + "?limit_trades=500"));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    List<Trade> trades = new ArrayList<>();
    for (JsonNode node : RestBody.parse(body)) {
      trades.add(
          new Trade(
              market.market(),
              TradeId.of(RestBody.number(node, "tid")),
              RestBody.required(node, "price"),
              RestBody.required(node, "amount"),
              side(RestBody.textOr(node, "type", "")),
              RestBody.number(node, "timestampms") * 1_000_000,
              receivedTimeNanos,
              1));
    }
    return trades.reversed();
  }

  private static Side side(String type) {
    return Stream.of(Side.BUY, Side.SELL)
        .filter(side -> side.name().equalsIgnoreCase(type))
        .findFirst()
        .orElse(Side.UNKNOWN);
  }
}
