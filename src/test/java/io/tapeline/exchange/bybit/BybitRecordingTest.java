package io.tapeline.exchange.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeline.TestData;
import io.tapeline.exchange.recording.DecodedSession;
import io.tapeline.exchange.recording.RecordedLine;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The recorded session, against a plain reading of the same frames as trees. */
class BybitRecordingTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static DecodedSession session() throws IOException {
    return new DecodedSession(
        new BybitProtocol(), TestData.path("sessions/cryptofeed-v3/BYBIT.jsonl.zst"), Set.of());
  }

  @Test
  void understandsEveryFrame() throws IOException {
    DecodedSession session = session();
    assertThat(session.counts)
        .isEqualTo(
            Map.of(
                "Used publicTrade", 120,
                "Used orderbook", 2148,
                "Used tickers", 758,
                "Ignored tickers of spot", 81,
                "Ignored kline", 96,
                "Control op", 24));
    assertThat(session.notices).as("no book broke, nothing was refused").isEmpty();
  }

  @Test
  void tellsTheTradesThatTreesTell() throws IOException {
    DecodedSession session = session();
    List<Trade> trades = new ArrayList<>();
    for (RecordedLine.Received line : session.frames) {
      JsonNode frame = MAPPER.readTree(line.frame());
      if (frame.path("topic").asText().startsWith("publicTrade.")) {
        for (JsonNode node : frame.get("data")) {
          trades.add(trade(node, market(session, line, node.get("s").asText()), line.timeNanos()));
        }
      }
    }
    assertThat(trades).hasSizeGreaterThan(120);
    assertThat(session.trades).isEqualTo(trades);
    assertThat(session.history).isEmpty();
  }

  @Test
  void tellsTheQuotesOfBooksAndBeforeThemOfTickersThatTreesTell() throws IOException {
    DecodedSession session = session();
    Map<Market, NaiveBook> books = new HashMap<>();
    Map<Market, Map<String, String>> tickers = new HashMap<>();
    List<Quote> quotes = new ArrayList<>();
    for (RecordedLine.Received line : session.frames) {
      JsonNode frame = MAPPER.readTree(line.frame());
      String topic = frame.path("topic").asText();
      JsonNode data = frame.path("data");
      long time = frame.path("ts").longValue() * 1_000_000;
      boolean snapshot = frame.path("type").asText().equals("snapshot");
      if (topic.startsWith("orderbook.200.")) {
        Market market = market(session, line, data.get("s").asText());
        NaiveBook book = books.computeIfAbsent(market, _ -> new NaiveBook());
        Quote quote = book.update(data, snapshot, market, time, line.timeNanos());
        if (quote != null) {
          quotes.add(quote);
        }
      } else if (topic.startsWith("tickers.") && (data.has("bid1Price") || data.has("ask1Price"))) {
        Market market = market(session, line, data.get("symbol").asText());
        Map<String, String> merged = tickers.computeIfAbsent(market, _ -> new HashMap<>());
        data.properties().forEach(field -> merged.put(field.getKey(), field.getValue().asText()));
        if (!books.containsKey(market)) {
          quotes.add(quote(merged, market, time, line.timeNanos()));
        }
      }
    }
    assertThat(books).hasSize(6);
    assertThat(quotes).hasSizeGreaterThan(500);
    assertThat(session.quotes).isEqualTo(quotes);
  }

  private static Market market(DecodedSession session, RecordedLine.Received line, String symbol) {
    boolean spot =
        Objects.requireNonNull(session.addresses.get(line.connection())).getPath().endsWith("spot");
    String base = symbol.replace("USDT", "").toLowerCase(java.util.Locale.ROOT);
    Instrument instrument =
        spot ? Instrument.spot(base, "usdt") : Instrument.perpetual(base, "usdt");
    return Market.parse("bybit:" + instrument.id());
  }

  private static Trade trade(JsonNode node, Market market, long received) {
    String id = node.get("i").asText();
    return new Trade(
        market,
        id.contains("-") ? TradeId.of(UUID.fromString(id)) : TradeId.of(Long.parseLong(id)),
        Decimal.parse(node.get("p").asText()),
        Decimal.parse(node.get("v").asText()),
        node.get("S").asText().equals("Buy") ? Side.BUY : Side.SELL,
        node.get("T").longValue() * 1_000_000,
        received,
        1);
  }

  private static Quote quote(Map<String, String> ticker, Market market, long time, long received) {
    return new Quote(
        market,
        Decimal.parse(Objects.requireNonNull(ticker.get("bid1Price"))),
        Decimal.parse(Objects.requireNonNull(ticker.get("bid1Size"))),
        Decimal.parse(Objects.requireNonNull(ticker.get("ask1Price"))),
        Decimal.parse(Objects.requireNonNull(ticker.get("ask1Size"))),
        time,
        received);
  }

  /** Both sides in maps of big decimals, each best looked for from scratch. */
  private static final class NaiveBook {
    private final Map<BigDecimal, BigDecimal> bids = new TreeMap<>();
    private final Map<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private String told = "";

    @Nullable Quote update(
        JsonNode data, boolean snapshot, Market market, long time, long received) {
      if (snapshot) {
        bids.clear();
        asks.clear();
      }
      data.get("b").forEach(level -> set(bids, level));
      data.get("a").forEach(level -> set(asks, level));
      BigDecimal bid = bids.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
      BigDecimal ask = asks.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
      String best = bid + " " + bids.get(bid) + " " + ask + " " + asks.get(ask);
      if (best.equals(told)) {
        return null;
      }
      told = best;
      return new Quote(
          market,
          Decimal.of(bid),
          Decimal.of(Objects.requireNonNull(bids.get(bid))),
          Decimal.of(ask),
          Decimal.of(Objects.requireNonNull(asks.get(ask))),
          time,
          received);
    }

    private static void set(Map<BigDecimal, BigDecimal> side, JsonNode level) {
      BigDecimal price = new BigDecimal(level.get(0).asText()).stripTrailingZeros();
      BigDecimal quantity = new BigDecimal(level.get(1).asText()).stripTrailingZeros();
      if (quantity.signum() == 0) {
        side.remove(price);
      } else {
        side.put(price, quantity);
      }
    }
  }

  @Test
  void listsSpotAndPerpetualsOnceEach() throws IOException {
    DecodedSession session = session();
    assertThat(session.markets).hasSize(760 + 557);
    assertThat(session.markets).extracting(ListedMarket::market).doesNotHaveDuplicates();
    assertThat(session.markets)
        .filteredOn(market -> market.market().instrument().isSpot())
        .hasSize(557);
    assertThat(session.pages.getFirst().unmapped()).hasSize(40);
  }
}
