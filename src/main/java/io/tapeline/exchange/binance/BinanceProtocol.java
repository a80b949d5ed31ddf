package io.tapeline.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binance spot: streams by address, REST without keys. Binance.US is the same on other hosts. */
@ApplicationScoped
public class BinanceProtocol implements VenueProtocol {

  /** Two streams for each market; the venue takes 1,024, an address must stay short. */
  private static final int MARKETS_PER_CONNECTION = 80;

  @Override
  public Venue venue() {
    return new Venue("binance");
  }

  @Override
  public String name() {
    return "Binance";
  }

  String rest() {
    return "https://api.binance.com";
  }

  String streams() {
    return "wss://stream.binance.com:9443/stream?streams=";
  }

  @Override
  public Numbering numbering() {
    return Numbering.CONSECUTIVE;
  }

  @Override
  public List<HttpGet> instrumentRequests(Set<Asset> assets) {
    return List.of(HttpGet.of(rest() + "/api/v3/exchangeInfo"));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    List<ListedMarket> markets = new ArrayList<>();
    Map<String, String> unmapped = new HashMap<>();
    for (JsonNode node : RestBody.array(RestBody.parse(body), "symbols")) {
      String symbol = RestBody.text(node, "symbol");
      RestBody.mapped(symbol, unmapped, () -> listed(node, symbol)).ifPresent(markets::add);
    }
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private ListedMarket listed(JsonNode node, String symbol) {
    Instrument instrument =
        Instrument.spot(RestBody.text(node, "baseAsset"), RestBody.text(node, "quoteAsset"));
    return new ListedMarket(
        new Market(venue(), instrument),
        symbol,
        step(node, "PRICE_FILTER", "tickSize"),
        step(node, "LOT_SIZE", "stepSize"),
        status(RestBody.textOr(node, "status", "")));
  }

  private static @Nullable Decimal step(JsonNode node, String filter, String field) {
    for (JsonNode each : node.path("filters")) {
      if (RestBody.textOr(each, "filterType", "").equals(filter)) {
        return RestBody.decimal(each, field);
      }
    }
    return null;
  }

  private static ListedMarket.Status status(String status) {
    return switch (status) {
      case "TRADING" -> ListedMarket.Status.TRADING;
      case "END_OF_DAY", "DELISTED" -> ListedMarket.Status.DELISTED;
      default -> ListedMarket.Status.HALTED;
    };
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return instruments.stream()
        .filter(Instrument::isSpot)
        .map(
            i ->
                new ListedMarket(
                    new Market(venue(), i),
                    (i.base().id() + i.quote().id()).toUpperCase(Locale.ROOT),
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
              venue(),
              venue().id() + "-" + (plans.size() + 1),
              URI.create(streams() + streamNames(part)),
              ConnectionPlan.watched(part),
              List.of(),
              Duration.ZERO,
              null,
              Duration.ofSeconds(30)));
    }
    return plans;
  }

  private static String streamNames(List<ListedMarket> markets) {
    return markets.stream()
        .map(market -> encoded(market.symbol().toLowerCase(Locale.ROOT)))
        .map(symbol -> symbol + "@trade/" + symbol + "@bookTicker")
        .collect(Collectors.joining("/"));
  }

  /** Some symbols are not ASCII; an address must be. */
  private static String encoded(String symbol) {
    return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    return new BinanceCodec(SymbolTable.of(markets));
  }

  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(
        HttpGet.of(rest() + "/api/v3/trades?symbol=" + encoded(market.symbol()) + "&limit=1000"));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    List<Trade> trades =
        RestBody.trades(RestBody.parse(body), node -> trade(market, node, receivedTimeNanos));
    trades.sort(Comparator.comparing(Trade::id));
    return trades;
  }

  private static Trade trade(ListedMarket market, JsonNode node, long received) {
    JsonNode buyerIsMaker = node.path("isBuyerMaker");
    if (!buyerIsMaker.isBoolean()) {
      throw new MalformedFrameException("no flag isBuyerMaker");
    }
    return new Trade(
        market.market(),
        TradeId.of(RestBody.number(node, "id")),
        RestBody.required(node, "price"),
        RestBody.required(node, "qty"),
        buyerIsMaker.booleanValue() ? Side.SELL : Side.BUY,
        BinanceTrades.nanos(RestBody.number(node, "time")),
        received,
        1);
  }

  @Override
  public Optional<CandleRequest> candlesRequest(
      ListedMarket market, CandleSpan wanted, long nowNanos) {
    return BinanceCandles.request(rest(), encoded(market.symbol()), wanted);
  }

  @Override
  public CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body) {
    return BinanceCandles.read(request.page(), body);
  }
}
