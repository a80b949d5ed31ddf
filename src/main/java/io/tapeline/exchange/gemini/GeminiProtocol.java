package io.tapeline.exchange.gemini;

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
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
  private volatile Set<String> wanted = Set.of();

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
    wanted = Set.copyOf(pairs);
    return List.of(new HttpGet(SYMBOLS));
  }

  @Override
  public InstrumentPage readInstruments(HttpGet request, byte[] body) {
    return request.address().equals(SYMBOLS)
        ? GeminiRest.symbols(SYMBOLS, wanted, body)
        : GeminiRest.details(VENUE, body);
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

  /** Without a trade to go on from, the last 500. */
  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    String symbol = market.symbol().toLowerCase(Locale.ROOT);
    String since = afterTradeNumber > 0 ? "&since_tid=" + afterTradeNumber : "";
    return Optional.of(HttpGet.of(REST + "/trades/" + symbol + "?limit_trades=500" + since));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    return GeminiRest.trades(market.market(), body, receivedTimeNanos);
  }

  @Override
  public Optional<CandleRequest> candlesRequest(
      ListedMarket market, CandleSpan wanted, long nowNanos) {
    return GeminiCandles.request(market, wanted);
  }

  @Override
  public CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body) {
    return GeminiCandles.read(request.page(), body);
  }

  @Override
  public Optional<Patience> patience(int status, byte[] body) {
    return RestBody.textOr(RestBody.refusal(body), "reason", "").equals("RateLimit")
        ? Optional.of(Patience.UNSTATED)
        : Optional.empty();
  }
}
