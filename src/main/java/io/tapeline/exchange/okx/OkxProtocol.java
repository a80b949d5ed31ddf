package io.tapeline.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Asset;
import io.tapeline.market.Decimal;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * OKX v5: spot, and linear perpetual swaps as markets of their own. Swaps trade in contracts, whose
 * value in base units the instrument list states; without it a swap can't be read and is left out.
 */
@ApplicationScoped
public class OkxProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("okx");
  private static final String REST = "https://www.okx.com/api/v5";
  private static final URI SOCKET = URI.create("wss://ws.okx.com:8443/ws/v5/public");
  private static final String SWAP_SUFFIX = "-SWAP";
  private static final int MARKETS_PER_CONNECTION = 100;

  /** Base units per contract, by symbol, as the venue lists them. */
  private final Map<String, Decimal> contractSizes = new ConcurrentHashMap<>();

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "OKX";
  }

  @Override
  public Numbering numbering() {
    return Numbering.UNIQUE;
  }

  @Override
  public List<HttpGet> instrumentRequests(Set<Asset> assets) {
    return List.of(
        HttpGet.of(REST + "/public/instruments?instType=SPOT"),
        HttpGet.of(REST + "/public/instruments?instType=SWAP"));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    List<ListedMarket> markets = new ArrayList<>();
    Map<String, String> unmapped = new HashMap<>();
    for (JsonNode node : RestBody.array(RestBody.parse(body), "data")) {
      String symbol = RestBody.text(node, "instId");
      RestBody.mapped(symbol, unmapped, () -> listed(node, symbol)).ifPresent(markets::add);
    }
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private ListedMarket listed(JsonNode node, String symbol) {
    Instrument instrument =
        switch (RestBody.textOr(node, "instType", "SPOT")) {
          case "SPOT" ->
              Instrument.spot(RestBody.text(node, "baseCcy"), RestBody.text(node, "quoteCcy"));
          case "SWAP" -> swap(node, symbol);
          case String other -> throw new MalformedFrameException("not followed: " + other);
        };
    return new ListedMarket(
        new Market(VENUE, instrument),
        symbol,
        RestBody.decimal(node, "tickSz"),
        RestBody.decimal(node, "lotSz"),
        RestBody.textOr(node, "state", "live").equals("live")
            ? ListedMarket.Status.TRADING
            : ListedMarket.Status.HALTED);
  }

  private Instrument swap(JsonNode node, String symbol) {
    String[] parts = symbol.split("-", -1);
    String valueIn = RestBody.textOr(node, "ctValCcy", "");
    if (parts.length != 3 || !valueIn.equals(parts[0])) {
      throw new MalformedFrameException("contracts are not in the base asset");
    }
    Decimal value = RestBody.required(node, "ctVal");
    Decimal multiplier = RestBody.decimal(node, "ctMult");
    contractSizes.put(symbol, multiplier == null ? value : Decimal.of(value.times(multiplier)));
    return Instrument.perpetual(parts[0], parts[1]);
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return instruments.stream()
        .filter(Instrument::isSpot)
        .map(
            i ->
                new ListedMarket(
                    new Market(VENUE, i),
                    (i.base() + "-" + i.quote()).toUpperCase(Locale.ROOT),
                    null,
                    null,
                    ListedMarket.Status.TRADING))
        .toList();
  }

  @Override
  public List<ConnectionPlan> plan(List<ListedMarket> markets) {
    List<ConnectionPlan> plans = new ArrayList<>();
    for (List<ListedMarket> part : ConnectionPlan.split(markets, MARKETS_PER_CONNECTION)) {
      plans.add(
          new ConnectionPlan(
              VENUE,
              "okx-" + (plans.size() + 1),
              SOCKET,
              ConnectionPlan.watched(part),
              List.of(subscription("trades", part), subscription("bbo-tbt", part)),
              Duration.ofMillis(400),
              new ConnectionPlan.Keepalive("ping", Duration.ofSeconds(20)),
              Duration.ofSeconds(30)));
    }
    return plans;
  }

  private static String subscription(String channel, List<ListedMarket> markets) {
    return markets.stream()
        .map(m -> "{\"channel\":\"%s\",\"instId\":\"%s\"}".formatted(channel, m.symbol()))
        .collect(Collectors.joining(",", "{\"op\":\"subscribe\",\"args\":[", "]}"));
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    Map<String, Contract> contracts = new HashMap<>();
    for (ListedMarket market : markets) {
      Decimal size =
          market.market().instrument().isSpot() ? Decimal.ONE : contractSizes.get(market.symbol());
      if (size != null) {
        contracts.put(market.symbol(), new Contract(market.market(), size));
      }
    }
    return new OkxCodec(new SymbolTable<>(contracts));
  }

  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(
        HttpGet.of(REST + "/market/trades?instId=" + market.symbol() + "&limit=500"));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    boolean spot = !market.symbol().endsWith(SWAP_SUFFIX);
    Decimal size = spot ? Decimal.ONE : contractSizes.getOrDefault(market.symbol(), Decimal.ONE);
    Contract contract = new Contract(market.market(), size);
    List<Trade> trades = new ArrayList<>();
    for (JsonNode node : RestBody.array(RestBody.parse(body), "data")) {
      trades.add(
          new Trade(
              market.market(),
              TradeId.of(RestBody.number(node, "tradeId")),
              RestBody.required(node, "px"),
              contract.quantity(RestBody.required(node, "sz")),
              RestBody.textOr(node, "side", "").equals("buy") ? Side.BUY : Side.SELL,
              RestBody.number(node, "ts") * 1_000_000,
              receivedTimeNanos,
              1));
    }
    return trades.reversed();
  }
}
