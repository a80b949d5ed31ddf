package io.tapeline.exchange.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Coinbase Advanced Trade, public part. A product with an {@code alias} (BTC-USDC for BTC-USD)
 * shares its order book and its trades with the aliased product; it is no market of its own, or
 * each trade would count twice.
 */
@ApplicationScoped
public class CoinbaseProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("coinbase");
  private static final URI SOCKET = URI.create("wss://advanced-trade-ws.coinbase.com");
  private static final String PRODUCTS =
      "https://api.coinbase.com/api/v3/brokerage/market/products";
  private static final int MARKETS_PER_CONNECTION = 60;

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
    List<ListedMarket> markets = new ArrayList<>();
    Map<Asset, Decimal> references = new HashMap<>();
    Map<String, String> unmapped = new HashMap<>();
    for (JsonNode product : RestBody.array(RestBody.parse(body), "products")) {
      String symbol = RestBody.text(product, "product_id");
      if (!RestBody.text(product, "product_type").equals("SPOT")) {
        unmapped.put(symbol, "not spot");
      } else if (!RestBody.textOr(product, "alias", "").isEmpty()) {
        unmapped.put(symbol, "shares the book of " + RestBody.text(product, "alias"));
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

  private static ListedMarket listed(JsonNode product, String symbol) {
    Instrument instrument =
        Instrument.spot(
            RestBody.text(product, "base_currency_id"),
            RestBody.text(product, "quote_currency_id"));
    return new ListedMarket(
        new Market(VENUE, instrument),
        symbol,
        RestBody.decimal(product, "price_increment"),
        RestBody.decimal(product, "base_increment"),
        status(product));
  }

  private static ListedMarket.Status status(JsonNode product) {
    if (!RestBody.textOr(product, "status", "online").equals("online")) {
      return ListedMarket.Status.DELISTED;
    }
    boolean halted =
        product.path("trading_disabled").asBoolean()
            || product.path("is_disabled").asBoolean()
            || product.path("view_only").asBoolean();
    return halted ? ListedMarket.Status.HALTED : ListedMarket.Status.TRADING;
  }

  private static void reference(
      JsonNode product, ListedMarket market, Map<Asset, Decimal> references) {
    Instrument instrument = market.market().instrument();
    Decimal price = RestBody.decimal(product, "price");
    if (instrument.quote().id().equals("usd") && price != null && price.isPositive()) {
      references.put(instrument.base(), price);
    }
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return instruments.stream()
        .filter(Instrument::isSpot)
        .map(i -> listedAs(i, (i.base() + "-" + i.quote()).toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static ListedMarket listedAs(Instrument instrument, String symbol) {
    return new ListedMarket(
        new Market(VENUE, instrument), symbol, null, null, ListedMarket.Status.TRADING);
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
    List<Trade> trades = new ArrayList<>();
    for (JsonNode node : RestBody.array(RestBody.parse(body), "trades")) {
      byte[] time = RestBody.text(node, "time").getBytes(StandardCharsets.US_ASCII);
      Side maker = RestBody.text(node, "side").equals("BUY") ? Side.BUY : Side.SELL;
      trades.add(
          new Trade(
              market.market(),
              TradeId.of(RestBody.number(node, "trade_id")),
              RestBody.required(node, "price"),
              RestBody.required(node, "size"),
              maker.opposite(),
              io.tapeline.exchange.Rfc3339.nanos(time, 0, time.length),
              receivedTimeNanos,
              1));
    }
    return trades.reversed();
  }
}
