package io.tapeline.exchange.bitstamp;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bitstamp: one channel for each market and kind of message. */
@ApplicationScoped
public class BitstampProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("bitstamp");
  private static final String REST = "https://www.bitstamp.net/api/v2";
  private static final URI SOCKET = URI.create("wss://ws.bitstamp.net/");
  private static final int MARKETS_PER_CONNECTION = 50;

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "Bitstamp";
  }

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
    for (JsonNode node : RestBody.parse(body)) {
      String symbol =
          RestBody.textOr(node, "url_symbol", RestBody.textOr(node, "market_symbol", ""));
      RestBody.mapped(symbol, unmapped, () -> listed(node, symbol)).ifPresent(markets::add);
    }
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private static ListedMarket listed(JsonNode node, String symbol) {
    String name = RestBody.text(node, "name");
    int slash = name.indexOf('/');
    if (slash < 1 || symbol.isEmpty()) {
      throw new MalformedFrameException("name without a slash");
    }
    return new ListedMarket(
        new Market(VENUE, Instrument.spot(name.substring(0, slash), name.substring(slash + 1))),
        symbol,
        step(node, "counter_decimals"),
        step(node, "base_decimals"),
        RestBody.textOr(node, "trading", "Enabled").equals("Enabled")
            ? ListedMarket.Status.TRADING
            : ListedMarket.Status.HALTED);
  }

  private static @Nullable Decimal step(JsonNode node, String digits) {
    JsonNode count = node.path(digits);
    boolean sane = count.isInt() && count.intValue() >= 0 && count.intValue() <= Decimal.MAX_SCALE;
    return sane ? new Decimal(1, count.intValue()) : null;
  }

  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return instruments.stream()
        .filter(Instrument::isSpot)
        .map(
            i ->
                new ListedMarket(
                    new Market(VENUE, i),
                    i.base().id() + i.quote().id(),
                    null,
                    null,
                    ListedMarket.Status.TRADING))
        .toList();
  }

  @Override
  public List<ConnectionPlan> plan(List<ListedMarket> markets) {
    List<ConnectionPlan> plans = new ArrayList<>();
    for (List<ListedMarket> part : ConnectionPlan.split(markets, MARKETS_PER_CONNECTION)) {
      List<String> subscribe = new ArrayList<>();
      for (ListedMarket market : part) {
        subscribe.add(subscription("live_trades_" + market.symbol()));
        subscribe.add(subscription("order_book_" + market.symbol()));
      }
      plans.add(
          new ConnectionPlan(
              VENUE,
              "bitstamp-" + (plans.size() + 1),
              SOCKET,
              ConnectionPlan.watched(part),
              subscribe,
              Duration.ofMillis(20),
              new ConnectionPlan.Keepalive("{\"event\":\"bts:heartbeat\"}", Duration.ofSeconds(15)),
              Duration.ofSeconds(40)));
    }
    return plans;
  }

  private static String subscription(String channel) {
    return "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}";
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    return new BitstampCodec(SymbolTable.of(markets));
  }

  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(HttpGet.of(REST + "/transactions/" + market.symbol() + "/?time=hour"));
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
              RestBody.number(node, "type") == 0 ? Side.BUY : Side.SELL,
              RestBody.number(node, "date") * 1_000_000_000L,
              receivedTimeNanos,
              1));
    }
    return trades.reversed();
  }
}
