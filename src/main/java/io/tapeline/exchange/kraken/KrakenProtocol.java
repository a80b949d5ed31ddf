package io.tapeline.exchange.kraken;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kraken spot: the v2 socket live, the v1 socket where a recording has it. */
@ApplicationScoped
public class KrakenProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("kraken");
  private static final String REST = "https://api.kraken.com/0/public";
  private static final URI SOCKET = URI.create("wss://ws.kraken.com/v2");
  private static final int MARKETS_PER_CONNECTION = 100;

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "Kraken";
  }

  @Override
  public Numbering numbering() {
    return Numbering.CONSECUTIVE;
  }

  @Override
  public List<HttpGet> instrumentRequests(Set<Asset> assets) {
    return List.of(HttpGet.of(REST + "/AssetPairs"));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    List<ListedMarket> markets = new ArrayList<>();
    Map<String, String> unmapped = new HashMap<>();
    for (Map.Entry<String, JsonNode> pair : result(body).properties()) {
      RestBody.mapped(pair.getKey(), unmapped, () -> listed(pair.getValue()))
          .ifPresent(markets::add);
    }
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private static JsonNode result(byte[] body) {
    JsonNode result = RestBody.parse(body).path("result");
    if (!result.isObject()) {
      throw new MalformedFrameException("no result");
    }
    return result;
  }

  /** Only {@code wsname} tells base and quote apart safely; dark pools have none. */
  private static ListedMarket listed(JsonNode pair) {
    String symbol = RestBody.text(pair, "wsname");
    int slash = symbol.indexOf('/');
    if (slash < 1) {
      throw new MalformedFrameException("wsname without a slash");
    }
    Instrument instrument =
        new Instrument(
            KrakenNames.asset(symbol.substring(0, slash)),
            KrakenNames.asset(symbol.substring(slash + 1)),
            Instrument.Kind.SPOT);
    return new ListedMarket(
        new Market(VENUE, instrument),
        symbol,
        tick(pair),
        step(pair, "lot_decimals"),
        switch (RestBody.textOr(pair, "status", "online")) {
          case "online", "post_only", "limit_only", "reduce_only" -> ListedMarket.Status.TRADING;
          case "delisted" -> ListedMarket.Status.DELISTED;
          default -> ListedMarket.Status.HALTED;
        });
  }

  private static @Nullable Decimal tick(JsonNode pair) {
    Decimal stated = RestBody.decimal(pair, "tick_size");
    return stated != null ? stated : step(pair, "pair_decimals");
  }

  private static @Nullable Decimal step(JsonNode pair, String digits) {
    JsonNode count = pair.path(digits);
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
                    KrakenNames.name(i.base()) + "/" + KrakenNames.name(i.quote()),
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
          part.stream()
              .map(m -> '"' + KrakenNames.v2(m.symbol()) + '"')
              .collect(Collectors.joining(","));
      plans.add(
          new ConnectionPlan(
              VENUE,
              "kraken-" + (plans.size() + 1),
              SOCKET,
              ConnectionPlan.watched(part),
              List.of(
                  subscription("\"channel\":\"trade\",\"snapshot\":true", symbols),
                  subscription("\"channel\":\"ticker\",\"event_trigger\":\"bbo\"", symbols)),
              Duration.ofMillis(100),
              new ConnectionPlan.Keepalive("{\"method\":\"ping\"}", Duration.ofSeconds(30)),
              Duration.ofSeconds(10)));
    }
    return plans;
  }

  private static String subscription(String channel, String symbols) {
    return "{\"method\":\"subscribe\",\"params\":{%s,\"symbol\":[%s]}}".formatted(channel, symbols);
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    if (!"/v2".equals(address.getPath())) {
      return new KrakenV1Codec(SymbolTable.of(markets));
    }
    Map<String, Market> bySymbol = new HashMap<>();
    markets.forEach(m -> bySymbol.put(KrakenNames.v2(m.symbol()), m.market()));
    return new KrakenV2Codec(new SymbolTable<>(bySymbol));
  }

  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(
        HttpGet.of(REST + "/Trades?pair=" + market.symbol().replace("/", "") + "&count=1000"));
  }

  /** Rows of price, volume, time in seconds, side, order type, miscellaneous, trade id. */
  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    List<Trade> trades = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : result(body).properties()) {
      if (field.getValue().isArray()) {
        for (JsonNode row : field.getValue()) {
          trades.add(trade(market.market(), row, receivedTimeNanos));
        }
      }
    }
    return trades;
  }

  private static Trade trade(Market market, JsonNode row, long received) {
    Decimal price = RestBody.decimal(row.path(0));
    Decimal quantity = RestBody.decimal(row.path(1));
    Decimal time = RestBody.decimal(row.path(2));
    if (price == null || quantity == null || time == null || !row.path(6).isIntegralNumber()) {
      throw new MalformedFrameException("trade row too short");
    }
    return new Trade(
        market,
        TradeId.of(row.path(6).longValue()),
        price,
        quantity,
        row.path(3).asText().equals("b") ? Side.BUY : Side.SELL,
        time.unscaledAt(9),
        received,
        1);
  }
}
