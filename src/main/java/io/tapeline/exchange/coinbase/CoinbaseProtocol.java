package io.tapeline.exchange.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.Rfc3339;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Coinbase Advanced Trade, public part. */
@ApplicationScoped
public class CoinbaseProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("coinbase");
  private static final URI SOCKET = URI.create("wss://advanced-trade-ws.coinbase.com");
  private static final String PRODUCTS =
      "https://api.coinbase.com/api/v3/brokerage/market/products";
  private static final int MARKETS_PER_CONNECTION = 60;

  private final CoinbaseProducts products = new CoinbaseProducts(VENUE);

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "Coinbase";
  }

  @Override
  public Numbering numbering() {
    return Numbering.CONSECUTIVE;
  }

  @Override
  public List<HttpGet> instrumentRequests(Set<Asset> assets) {
    return List.of(HttpGet.of(PRODUCTS));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    return products.read(body);
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return products.builtIn(instruments);
  }

  @Override
  public List<ConnectionPlan> plan(List<ListedMarket> markets) {
    List<ConnectionPlan> plans = new ArrayList<>();
    for (List<ListedMarket> part : ConnectionPlan.split(markets, MARKETS_PER_CONNECTION)) {
      plans.add(plan(part, plans.size() + 1));
    }
    return plans;
  }

  private static ConnectionPlan plan(List<ListedMarket> markets, int number) {
    String products =
        markets.stream().map(m -> '"' + m.symbol() + '"').collect(Collectors.joining(","));
    List<String> subscribe =
        List.of(
            subscription("heartbeats", products),
            subscription("market_trades", products),
            subscription("ticker", products));
    return new ConnectionPlan(
        VENUE,
        "coinbase-" + number,
        SOCKET,
        ConnectionPlan.watched(markets),
        subscribe,
        Duration.ofMillis(150),
        null,
        Duration.ofSeconds(10));
  }

  private static String subscription(String channel, String products) {
    return "{\"type\":\"subscribe\",\"product_ids\":[%s],\"channel\":\"%s\"}"
        .formatted(products, channel);
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    return new CoinbaseCodec(SymbolTable.of(markets));
  }

  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(HttpGet.of(PRODUCTS + "/" + market.symbol() + "/ticker?limit=1000"));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    List<Trade> trades =
        RestBody.trades(
            RestBody.array(RestBody.parse(body), "trades"),
            node -> trade(market, node, receivedTimeNanos));
    trades.sort(Comparator.comparing(Trade::id));
    return trades;
  }

  private static Trade trade(ListedMarket market, JsonNode node, long received) {
    byte[] time = RestBody.text(node, "time").getBytes(StandardCharsets.UTF_8);
    return new Trade(
        market.market(),
        TradeId.of(RestBody.number(node, "trade_id")),
        RestBody.required(node, "price"),
        RestBody.required(node, "size"),
        maker(RestBody.textOr(node, "side", "")).opposite(),
        Rfc3339.nanos(time, 0, time.length),
        received,
        1);
  }

  private static Side maker(String side) {
    return switch (side) {
      case "BUY" -> Side.BUY;
      case "SELL" -> Side.SELL;
      default -> Side.UNKNOWN;
    };
  }

  @Override
  public Optional<CandleRequest> candlesRequest(
      ListedMarket market, CandleSpan wanted, long nowNanos) {
    return CoinbaseCandles.request(PRODUCTS, market.symbol(), wanted);
  }

  @Override
  public CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body) {
    return CoinbaseCandles.read(request.page(), body);
  }
}
