package io.tapeline.exchange.okx;

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
import io.tapeline.market.Trade;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OKX v5, public part: spot and linear perpetual swaps.
 *
 * <p>Live, a connection carries {@code trades} and {@code tickers}: a ticker tells best bid and ask
 * with sizes at most every 100 ms, as often as the index ticks, where {@code bbo-tbt} would tell
 * ten times as much.
 *
 * <p>Sizes of swaps count contracts. What a contract is worth stands only in the instrument list,
 * so a swap is carried once that list was read, never from a guess.
 */
@ApplicationScoped
public class OkxProtocol implements VenueProtocol {

  private static final Venue VENUE = new Venue("okx");
  private static final URI SOCKET = URI.create("wss://ws.okx.com:8443/ws/v5/public");
  private static final String REST = "https://www.okx.com/api/v5";

  /** Two channels of 45 bytes a market: 9 kB in one message, of the 64 kB that OKX takes. */
  private static final int MARKETS_PER_CONNECTION = 100;

  /** OKX takes three subscriptions a second, and closes a connection after 30 s of silence. */
  private static final Duration PAUSE = Duration.ofMillis(400);

  private static final Duration PING_EVERY = Duration.ofSeconds(20);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

  /** Base units of a contract by symbol, as the newest instrument list says. */
  private final Map<String, Decimal> contractSizes = new ConcurrentHashMap<>();

  /** Rate limit reached. */
  private static final String RATE_LIMIT = "50011";

  @Override
  public Venue venue() {
    return VENUE;
  }

  @Override
  public String name() {
    return "OKX";
  }

  /** Trades are numbered one by one, but one message may report several of them as one. */
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
    for (JsonNode node : data(body)) {
      String symbol = RestBody.text(node, "instId");
      RestBody.mapped(symbol, unmapped, () -> OkxInstruments.listed(VENUE, node))
          .ifPresent(
              market -> {
                markets.add(market);
                learnContract(node, market);
              });
    }
    return new InstrumentPage(markets, Map.of(), List.of(), unmapped);
  }

  private void learnContract(JsonNode node, ListedMarket market) {
    Decimal size = OkxInstruments.contractSize(node);
    if (!market.market().instrument().isSpot() && size != null) {
      contractSizes.put(market.symbol(), size);
    }
  }

  /** The {@code data} of an answer whose code says that it is one. */
  private static JsonNode data(byte[] body) {
    JsonNode answer = RestBody.parse(body);
    String code = RestBody.textOr(answer, "code", "0");
    if (!code.equals("0")) {
      throw new MalformedFrameException("code " + code + ": " + RestBody.textOr(answer, "msg", ""));
    }
    return RestBody.array(answer, "data");
  }

  /** Spot only: what a swap's contract is worth can't be told without the list. */
  @Override
  public List<ListedMarket> builtInMarkets(Set<Instrument> instruments) {
    return instruments.stream().filter(Instrument::isSpot).map(OkxProtocol::builtIn).toList();
  }

  private static ListedMarket builtIn(Instrument instrument) {
    return new ListedMarket(
        new Market(VENUE, instrument),
        (instrument.base() + "-" + instrument.quote()).toUpperCase(Locale.ROOT),
        null,
        null,
        ListedMarket.Status.TRADING);
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
    String channels =
        markets.stream()
            .flatMap(m -> Stream.of(channel("trades", m), channel("tickers", m)))
            .collect(Collectors.joining(","));
    return new ConnectionPlan(
        VENUE,
        "okx-" + number,
        SOCKET,
        ConnectionPlan.watched(markets),
        List.of("{\"op\":\"subscribe\",\"args\":[" + channels + "]}"),
        PAUSE,
        new ConnectionPlan.Keepalive("ping", PING_EVERY),
        SILENCE_LIMIT);
  }

  private static String channel(String name, ListedMarket market) {
    return "{\"channel\":\"%s\",\"instId\":\"%s\"}".formatted(name, market.symbol());
  }

  @Override
  public VenueCodec codec(URI address, List<ListedMarket> markets) {
    Map<String, OkxMarket> bySymbol = new HashMap<>();
    for (ListedMarket listed : markets) {
      Decimal contract = contractSizes.get(listed.symbol());
      if (listed.market().instrument().isSpot() || contract != null) {
        bySymbol.put(listed.symbol(), market(listed, contract));
      }
    }
    return new OkxCodec(new SymbolTable<>(bySymbol));
  }

  private static OkxMarket market(ListedMarket listed, @Nullable Decimal contract) {
    return new OkxMarket(listed.market(), listed.market().instrument().isSpot() ? null : contract);
  }

  /** The newest 500 matches: OKX's public REST looks back from now, not on from a number. */
  @Override
  public Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber) {
    return Optional.of(
        HttpGet.of(REST + "/market/trades?instId=" + market.symbol() + "&limit=500"));
  }

  @Override
  public List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos) {
    Decimal contract = contractSizes.get(market.symbol());
    if (!market.market().instrument().isSpot() && contract == null) {
      throw new MalformedFrameException("no contract size of " + market.symbol());
    }
    return OkxHistory.read(data(body), market(market, contract), receivedTimeNanos);
  }

  @Override
  public Optional<CandleRequest> candlesRequest(
      ListedMarket market, CandleSpan wanted, long nowNanos) {
    return OkxCandles.request(REST, market.symbol(), wanted, nowNanos);
  }

  @Override
  public CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body) {
    return OkxCandles.read(data(body), market.market().instrument().isSpot(), request.page());
  }

  @Override
  public Optional<Patience> patience(int status, byte[] body) {
    return RestBody.textOr(RestBody.refusal(body), "code", "").equals(RATE_LIMIT)
        ? Optional.of(Patience.UNSTATED)
        : Optional.empty();
  }
}
