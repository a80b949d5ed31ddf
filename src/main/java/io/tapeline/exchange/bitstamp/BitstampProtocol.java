package io.tapeline.exchange.bitstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.CandlePage;
import io.tapeline.exchange.CandleRequest;
import io.tapeline.exchange.CandleSpan;
import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.InstrumentPage;
import io.tapeline.exchange.MalformedFrameException;
import io.tapeline.exchange.Patience;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bitstamp v2, public part: spot. */
@ApplicationScoped
public class BitstampProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("bitstamp");
  private static final URI SOCKET = URI.create("wss://ws.bitstamp.net");
  private static final String REST = "https://www.bitstamp.net/api/v2";
  private static final int MARKETS_PER_CONNECTION = 40;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final ConnectionPlan.Keepalive HEARTBEAT =
      new ConnectionPlan.Keepalive("{\"event\":\"bts:heartbeat\"}", Duration.ofSeconds(30));
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(45);

  /** Digits after the point that a double is rounded to, where the market has no more of them. */
  private static final int USUAL_SCALE = 8;

  /** The rate limit, that of a client, that of a market. */
  private static final Set<String> RATE_LIMITS = Set.of("400.002", "400.067", "400.068");

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "Bitstamp";
  }

  /** Trades of all markets share one numbering. */
  @Override
  public Numbering numbering() {
    return Numbering.UNIQUE;
  }

  @Override
  public List<HttpGet> instrumentRequests(Set<Asset> assets) {
    return List.of(HttpGet.of(REST + "/trading-pairs-info/"));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    List<ListedMarket> markets = new ArrayList<>();
    Map<String, String> unmapped = new HashMap<>();
    for (JsonNode node : list(body)) {
      String symbol = BitstampPairs.symbol(node);
      RestBody.mapped(symbol, unmapped, () -> BitstampPairs.listed(VENUE, node))
          .ifPresent(markets::add);
    }
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private static JsonNode list(byte[] body) {
    JsonNode answer = RestBody.parse(body);
    if (!answer.isArray()) {
      throw new MalformedFrameException("answer is no list");
    }
    return answer;
  }

  /** Two instruments that would share a symbol are both left out. */
  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    Map<String, List<Instrument>> bySymbol =
        instruments.stream()
            .filter(Instrument::isSpot)
            .collect(Collectors.groupingBy(i -> i.base().id() + i.quote().id()));
    return bySymbol.entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .map(entry -> builtIn(entry.getKey(), entry.getValue().getFirst()))
        .toList();
  }

  private static ListedMarket builtIn(String symbol, Instrument instrument) {
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
    List<String> subscribe = new ArrayList<>();
    for (ListedMarket market : markets) {
      subscribe.add(subscription("live_trades_" + market.symbol()));
      subscribe.add(subscription("order_book_" + market.symbol()));
    }
    return new ConnectionPlan(
        VENUE,
        "bitstamp-" + number,
        SOCKET,
        ConnectionPlan.watched(markets),
        subscribe,
        PAUSE,
        HEARTBEAT,
        SILENCE_LIMIT);
  }

  private static String subscription(String channel) {
    return "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"%s\"}}".formatted(channel);
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    Map<String, Channel> channels = new HashMap<>();
    for (ListedMarket listed : markets) {
      channels.put("live_trades_" + listed.symbol(), channel(Channel.Kind.TRADES, listed));
      channels.put("order_book_" + listed.symbol(), channel(Channel.Kind.BOOK, listed));
      channels.put("detail_order_book_" + listed.symbol(), channel(Channel.Kind.ORDERS, listed));
      channels.put("diff_order_book_" + listed.symbol(), channel(Channel.Kind.CHANGES, listed));
    }
    return new BitstampCodec(new SymbolTable<>(channels));
  }

  private static Channel channel(Channel.Kind kind, ListedMarket listed) {
    return new Channel(kind, listed.market(), scale(listed.tickSize()), scale(listed.lotSize()));
  }

  private static int scale(@Nullable Decimal step) {
    return step == null ? USUAL_SCALE : Math.max(USUAL_SCALE, step.scale());
  }

  /** The last hour: Bitstamp's public REST looks back from now, not on from a number. */
  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(HttpGet.of(REST + "/transactions/" + market.symbol() + "/?time=hour"));
  }

  /** Times are whole seconds, or finer where Bitstamp says so. */
  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    List<Trade> trades = new ArrayList<>();
    for (JsonNode node : list(body)) {
      trades.add(trade(market, node, receivedTimeNanos));
    }
    return trades.reversed();
  }

  private static Trade trade(ListedMarket market, JsonNode node, long received) {
    String time = node.has("microtimestamp") ? "microtimestamp" : "date";
    Side side =
        switch (node.path("type").asText()) {
          case "0" -> Side.BUY;
          case "1" -> Side.SELL;
          default -> Side.UNKNOWN;
        };
    return new Trade(
        market.market(),
        TradeId.of(RestBody.number(node, "tid")),
        RestBody.required(node, "price"),
        RestBody.required(node, "amount"),
        side,
        Numbers.nanos(RestBody.number(node, time)),
        received,
        1);
  }

  @Override
  public Optional<CandleRequest> candlesRequest(
      ListedMarket market, CandleSpan wanted, long nowNanos) {
    return BitstampCandles.request(REST, market.symbol(), wanted);
  }

  @Override
  public CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body) {
    return BitstampCandles.read(request.page(), body);
  }

  @Override
  public Optional<Patience> patience(int status, byte[] body) {
    return RATE_LIMITS.contains(RestBody.textOr(RestBody.refusal(body), "code", ""))
        ? Optional.of(Patience.UNSTATED)
        : Optional.empty();
  }
}
