package io.tapeline.exchange.kraken;

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
import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
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

/**
 * Kraken spot: the v2 socket live, the v1 socket where a recording has it. A market's symbol is the
 * {@code wsname}, which is v1's spelling.
 */
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

  /** As v2 and REST number them; the ids derived for v1 are no numbers, so no gap is seen there. */
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
    return KrakenRest.pairs(VENUE, body);
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
    String path = address.getPath();
    if (path == null || !path.startsWith("/v2")) {
      return new KrakenV1Codec(SymbolTable.of(markets));
    }
    Map<String, Market> bySymbol = new HashMap<>();
    markets.forEach(m -> bySymbol.put(KrakenNames.v2(m.symbol()), m.market()));
    return new KrakenV2Codec(new SymbolTable<>(bySymbol));
  }

  /**
   * The last 1000 trades: the venue takes a time to go on from, but no trade's number, and where
   * more than that is missing the rest stays a gap.
   */
  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(
        HttpGet.of(REST + "/Trades?pair=" + market.symbol().replace("/", "") + "&count=1000"));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    return KrakenRest.trades(market.market(), body, receivedTimeNanos);
  }

  @Override
  public Optional<CandleRequest> candlesRequest(
      ListedMarket market, CandleSpan wanted, long nowNanos) {
    return KrakenCandles.request(REST, market.symbol(), wanted);
  }

  @Override
  public CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body) {
    return KrakenCandles.read(request.page(), body);
  }

  @Override
  public Optional<Patience> patience(int status, byte[] body) {
    return KrakenRest.asksForPatience(body) ? Optional.of(Patience.UNSTATED) : Optional.empty();
  }
}
